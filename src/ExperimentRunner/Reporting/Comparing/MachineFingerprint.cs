namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What must be alike for speeds to be compared.</summary>
/// <param name="Processor">Null if the sweep has no machine.json.</param>
/// <param name="Cores">That the runs could use.</param>
/// <param name="OperatingSystem">With its version.</param>
/// <param name="Devices">What runs computed on, with their backend.</param>
/// <param name="Libraries">What runs computed with, and its version.</param>
internal sealed record MachineFingerprint(string? Processor, int? Cores, string? OperatingSystem, IReadOnlyList<string> Devices, IReadOnlyList<string> Libraries)
{
    public static MachineFingerprint Of(SpeedupReport report) => new(
        report.Machine?.Processor, report.Machine?.Cores, report.Machine?.OperatingSystem, report.Remarks.Devices, report.Remarks.Libraries);

    /// <summary>What differs, for example <c>processor: Intel x against AMD y</c>.</summary>
    public IReadOnlyList<string> DifferencesFrom(MachineFingerprint other) =>
    [
        .. new[]
        {
            ("processor", Processor, other.Processor),
            ("cores", $"{Cores}", $"{other.Cores}"),
            ("operating system", OperatingSystem, other.OperatingSystem),
            ("devices", string.Join(", ", Devices), string.Join(", ", other.Devices)),
            ("library", string.Join(", ", Libraries), string.Join(", ", other.Libraries)),
        }.Where(part => part.Item2 != part.Item3).Select(part => $"{part.Item1}: {Shown(part.Item2)} against {Shown(part.Item3)}"),
    ];

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "unknown" : text;
}
