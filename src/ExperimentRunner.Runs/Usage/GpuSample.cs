namespace ExperimentRunner.Runs.Usage;

/// <summary>One GPU at the time of a <see cref="SystemSample"/>. What it does not tell is null.</summary>
/// <param name="Index">Of the run's devices, from 0.</param>
/// <param name="UtilizationPercent">Share of the time in which a kernel was running, 0 to 100.</param>
/// <param name="MemoryMegabytes">In use, by all processes.</param>
/// <param name="MemoryTotalMegabytes">That it has.</param>
/// <param name="PowerWatts">Drawn.</param>
/// <param name="PowerLimitWatts">That it may draw.</param>
/// <param name="ClockHold">What kept its clocks down at the time of the sample.</param>
public sealed record GpuSample(
    int Index, double? UtilizationPercent, double? MemoryMegabytes, double? MemoryTotalMegabytes, double? PowerWatts, double? PowerLimitWatts, ClockHold? ClockHold = null);
