using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>Adds up how long one rank spends in each phase.</summary>
/// <param name="synchronize">Waits until the device has done what it was asked; called before each reading.</param>
internal sealed class PhaseClock(TimeProvider time, Action synchronize)
{
    private readonly long[] spent = new long[Enum.GetValues<StepPhase>().Length];
    private long waited;
    private long since;

    /// <summary>Forgets the last step and starts to count.</summary>
    public void Restart()
    {
        Array.Clear(spent);
        waited = 0;
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

    /// <summary>Counts the time since the last call for the exchange, and as waiting for slower replicas.</summary>
    public void EndReplicaWait()
    {
        long begin = since;
        End(StepPhase.Exchange);
        waited += since - begin;
    }

    public StepSplit Split() => new(
        Seconds(spent[(int)StepPhase.DataWait]),
        Seconds(spent[(int)StepPhase.Forward]),
        Seconds(spent[(int)StepPhase.Backward]),
        Seconds(spent[(int)StepPhase.Exchange]),
        Seconds(spent[(int)StepPhase.Optimizer]),
        Seconds(waited),
        Seconds(spent[(int)StepPhase.Copy]));

    private double Seconds(long timestamps) => time.GetElapsedTime(0, timestamps).TotalSeconds;
}
