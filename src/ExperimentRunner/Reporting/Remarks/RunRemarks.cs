using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>What a reader has to know before trusting the figures.</summary>
internal sealed record RunRemarks
{
    /// <summary>The device that runs really had, with their backend; more than one if they differ.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Versions of the library that computed; more than one if they differ.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>Test images of the runs that were evaluated; more than one if they differ.</summary>
    public required IReadOnlyList<int> TestImages { get; init; }

    public required IReadOnlyList<CellDifference> Differences { get; init; }

    public required IReadOnlyList<RepeatedWarning> Warnings { get; init; }

    /// <summary>Every planned run that did not finish, probes last.</summary>
    public required IReadOnlyList<RunTrouble> Troubles { get; init; }

    /// <summary>Finished runs that others worked beside, so that their times count for nothing.</summary>
    public required int PackedRuns { get; init; }

    public static RunRemarks Of(IReadOnlyList<Cell> cells, IReadOnlyList<Cell> probes)
    {
        RunRecord[] runs = [.. cells.SelectMany(cell => cell.Runs)];
        UsedSettings[] used = [.. runs.Select(run => run.State.WrittenResult?.Used).OfType<UsedSettings>()];
        return new RunRemarks
        {
            Devices = Distinct(used.Select(settings => $"{settings.DeviceName} ({settings.Backend.ToString().ToLowerInvariant()})")),
            Libraries = Distinct(used.Select(settings => settings.Library)),
            TestImages = [.. runs.SelectMany(run => run.State.WrittenResult?.Epochs ?? []).Select(epoch => epoch.TestImages).Distinct().Order()],
            Differences = [.. cells.SelectMany(CellDifference.Of)],
            Warnings = [.. RepeatedWarning.Of(runs)],
            PackedRuns = runs.Count(run => run.State is RunState.Finished { Result: var result } && PackedRun.Is(result)),
            Troubles = [.. cells.Concat(probes).SelectMany(RunTrouble.Of)],
        };
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
