using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What must be alike for speeds to be compared.</summary>
/// <param name="Fingerprints">Each kind of machine that the sweep ran on; a merged sweep may have several.</param>
/// <param name="OperatingSystems">With their versions.</param>
/// <param name="IsKnown">No part of the sweep lacks its machine.json.</param>
/// <param name="Devices">What runs computed on, with their backend.</param>
/// <param name="Libraries">What runs computed with, and its version.</param>
internal sealed record ComparedMachine(
    IReadOnlyList<MachineFingerprint> Fingerprints, IReadOnlyList<string> OperatingSystems, bool IsKnown, IReadOnlyList<string> Devices, IReadOnlyList<string> Libraries)
{
    public static ComparedMachine Of(SpeedupReport report)
    {
        MachineDescription?[] machines = report.Shards.Count == 0 ? [report.Machine] : [.. report.Shards.Select(shard => shard.Machine)];
        MachineDescription[] known = [.. machines.OfType<MachineDescription>()];
        return new(
            [.. known.Select(MachineFingerprint.Of).Distinct()],
            [.. known.Select(machine => machine.OperatingSystem).Distinct().Order(StringComparer.Ordinal)],
            known.Length == machines.Length,
            report.Remarks.Devices,
            report.Remarks.Libraries);
    }

    /// <summary>What differs, for example <c>processor: Intel x against AMD y</c>.</summary>
    public IReadOnlyList<string> DifferencesFrom(ComparedMachine other) =>
    [
        .. IsKnown && other.IsKnown ? [] : new[] { "machine.json: not there for all of both" },
        .. new[]
        {
            ("processor", Each(machine => machine.Processor), other.Each(machine => machine.Processor)),
            ("cores", Each(machine => $"{machine.Cores}"), other.Each(machine => $"{machine.Cores}")),
            ("memory", Each(machine => $"about {machine.MemoryGibibytes} GiB"), other.Each(machine => $"about {machine.MemoryGibibytes} GiB")),
            ("GPUs", Each(machine => machine.Gpus), other.Each(machine => machine.Gpus)),
            ("driver", Each(machine => machine.Driver), other.Each(machine => machine.Driver)),
            ("operating system", string.Join(" and ", OperatingSystems), string.Join(" and ", other.OperatingSystems)),
            ("devices", string.Join(", ", Devices), string.Join(", ", other.Devices)),
            ("library", string.Join(", ", Libraries), string.Join(", ", other.Libraries)),
        }.Where(part => part.Item2 != part.Item3).Select(part => $"{part.Item1}: {Shown(part.Item2)} against {Shown(part.Item3)}"),
    ];

    private string Each(Func<MachineFingerprint, string?> part) => string.Join(" and ", Fingerprints.Select(part).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    private static string Shown(string text) => text.Length == 0 ? "unknown" : text;
}
