using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Trainer.Tests.Devices;

public sealed class PhaseClockTests
{
    [Fact]
    public void Every_second_of_a_step_counts_for_one_phase_and_waiting_for_replicas_is_a_part_of_the_exchange()
    {
        var time = new FakeTimeProvider();
        var clock = new PhaseClock(time, () => { });
        time.Advance(TimeSpan.FromSeconds(100));

        clock.Restart();
        After(1, () => clock.End(StepPhase.DataWait));
        After(2, () => clock.End(StepPhase.Forward));
        After(4, () => clock.End(StepPhase.Backward));
        After(8, clock.EndReplicaWait);
        After(16, () => clock.End(StepPhase.Exchange));
        After(32, () => clock.End(StepPhase.Optimizer));
        After(64, clock.EndReplicaWait);
        After(128, () => clock.End(StepPhase.Copy));

        Assert.Equal(new StepSplit(1, 2, 4, 88, 32, 72, 128), clock.Split());
        Assert.Equal(255, clock.Split().Total);
        clock.Restart();
        Assert.Equal(new StepSplit(0, 0, 0, 0, 0), clock.Split());

        void After(int seconds, Action end)
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            end();
        }
    }
}
