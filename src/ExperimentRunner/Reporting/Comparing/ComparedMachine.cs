using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What must be alike for speeds to be compared.</summary>
/// <param name="Fingerprint">Null if the sweep has no machine.json.</param>
/// <param name="OperatingSystem">With its version.</param>
/// <param name="Devices">What runs computed on, with their backend.</param>
/// <param name="Libraries">What runs computed with, and its version.</param>
internal sealed record ComparedMachine(MachineFingerprint? Fingerprint, string? OperatingSystem, IReadOnlyList<string> Devices, IReadOnlyList<string> Libraries)
{
    public static ComparedMachine Of(SpeedupReport report) => new(
        report.Machine is null ? null : MachineFingerprint.Of(report.Machine), report.Machine?.OperatingSystem, report.Remarks.Devices, report.Remarks.Libraries);

    /// <summary>What differs, for example <c>processor: Intel x against AMD y</c>.</summary>
    public IReadOnlyList<string> DifferencesFrom(ComparedMachine other) =>
    [
        .. new[]
        {
            ("processor", Fingerprint?.Processor, other.Fingerprint?.Processor),
            ("cores", $"{Fingerprint?.Cores}", $"{other.Fingerprint?.Cores}"),
            ("memory", Memory(Fingerprint), Memory(other.Fingerprint)),
            ("GPUs", Fingerprint?.Gpus, other.Fingerprint?.Gpus),
            ("driver", Fingerprint?.Driver, other.Fingerprint?.Driver),
            ("operating system", OperatingSystem, other.OperatingSystem),
            ("devices", string.Join(", ", Devices), string.Join(", ", other.Devices)),
            ("library", string.Join(", ", Libraries), string.Join(", ", other.Libraries)),
        }.Where(part => part.Item2 != part.Item3).Select(part => $"{part.Item1}: {Shown(part.Item2)} against {Shown(part.Item3)}"),
    ];

    private static string? Memory(MachineFingerprint? machine) => machine is null ? null : $"about {machine.MemoryGibibytes} GiB";

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "unknown" : text;
}
