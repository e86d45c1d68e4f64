namespace ExperimentRunner.Runs.Usage;

/// <summary>Shares of the sampled time, 0 to 1, in which a GPU of the run was kept below its clocks by each cause.</summary>
public sealed record GpuThrottling(double PowerCap, double Hardware, double PowerBrake, double Heat)
{
    /// <summary>Null if no sample tells. A sample counts whole for the gravest cause on any GPU.</summary>
    public static GpuThrottling? Of(IReadOnlyList<SystemSample> samples)
    {
        (ClockHold? Hold, double Seconds)[] told = [.. samples.Select(sample => (sample.Gpus.Max(gpu => gpu.ClockHold), sample.Seconds)).Where(sample => sample is { Item1: not null, Seconds: > 0 })];
        double total = told.Sum(sample => sample.Seconds);
        double Share(ClockHold hold) => told.Where(sample => sample.Hold == hold).Sum(sample => sample.Seconds) / total;
        return told.Length == 0 ? null : new(Share(ClockHold.PowerCap), Share(ClockHold.Hardware), Share(ClockHold.PowerBrake), Share(ClockHold.Heat));
    }
}
