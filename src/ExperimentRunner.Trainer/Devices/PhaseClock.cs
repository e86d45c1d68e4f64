using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>Adds up how long one rank spends in each phase.</summary>
/// <param name="synchronize">Waits until the device has done what it was asked; called before each reading.</param>
internal sealed class PhaseClock(TimeProvider time, Action synchronize)
{
    private readonly long[] spent = new long[Enum.GetValues<StepPhase>().Length];
    private long since;

    /// <summary>Forgets the last step and starts to count.</summary>
    public void Restart()
    {
        Array.Clear(spent);
        since = time.GetTimestamp();
    }

    /// <summary>Counts the time since the last call for <paramref name="phase"/>.</summary>
    public void End(StepPhase phase)
    {
        synchronize();
        long now = time.GetTimestamp();
        spent[(int)phase] += now - since;
        since = now;
    }

    public StepSplit Split() => new(
        Seconds(StepPhase.DataWait), Seconds(StepPhase.Forward), Seconds(StepPhase.Backward), Seconds(StepPhase.Exchange), Seconds(StepPhase.Optimizer));

    private double Seconds(StepPhase phase) => time.GetElapsedTime(0, spent[(int)phase]).TotalSeconds;
}
