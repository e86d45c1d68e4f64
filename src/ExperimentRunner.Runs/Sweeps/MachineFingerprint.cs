namespace ExperimentRunner.Runs.Sweeps;

/// <summary>What of a machine decides how fast it is. Hosts with equal fingerprints count as the same machine: times of one tell those of another.</summary>
/// <param name="Processor">As the system names it.</param>
/// <param name="Cores">That runs may use.</param>
/// <param name="MemoryGibibytes">The nearest power of two, 1 or more: what is free of 32 GiB varies.</param>
/// <param name="Gpus">For example <c>4 x NVIDIA A100</c>; empty without one.</param>
/// <param name="Driver">Of the GPUs; null without one.</param>
public sealed record MachineFingerprint(string Processor, int Cores, int MemoryGibibytes, string Gpus, string? Driver)
{
    private const double Gibibyte = 1L << 30;

    public static MachineFingerprint Of(MachineDescription machine) => new(
        machine.Processor,
        machine.Cores,
        1 << (int)Math.Round(Math.Log2(Math.Max(1, machine.MemoryBytes / Gibibyte))),
        string.Join(", ", machine.Gpus.GroupBy(gpu => gpu, StringComparer.Ordinal).Select(same => FormattableString.Invariant($"{same.Count()} x {same.Key}"))),
        machine.Driver);
}
