using System.Text.Json;
using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>Where and how the figures came about.</summary>
internal static class ConditionsSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        page.Section("Conditions", "machine, work, libraries, commit, order, seeds");
        page.Bullets(
        [
            .. Machines(report),
            $"Work: {Work([.. report.Cells.Select(cell => cell.Cell.Spec)])}",
            Several("Device", report.Remarks.Devices, "figures of different devices do not compare"),
            Several("Library", report.Remarks.Libraries, "figures of different versions do not compare"),
            $"Commit: {Commit(report.Plan.Git)}",
            $"Order: {PlanPolicy.Order(report.Plan)}",
            $"Seeds: {PlanPolicy.Seeds(report.Plan)}",
            $"Steps: warm-up steps are not measured; a cell with fewer than {FigureText.Count(RunTiming.EnoughMeasuredSteps)} measured steps is marked †",
            .. Statistics(report),
            .. TestImages(report),
        ]);
    }

    private static IEnumerable<string> Statistics(SpeedupReport report) =>
    [
        "Averages: geometric mean over the finished repeats of rates, times and costs, arithmetic mean of accuracies; no repeat is left out as an outlier",
        "Intervals: 95 % confidence. Of speedups, efficiencies and gains: Student's t on the logarithms of the ratios within each repeat, so that a drift from repeat to repeat falls out; of single cells: Student's t over the repeats. One repeat has no interval, two have a wide one (1 degree of freedom)",
        .. report.Plan.AdaptiveRepeats is null ? Array.Empty<string>() : ["Repeats ended as soon as a cell's images/s were known, which a run of luck does, too; so intervals of images/s and device-hours take the quantile of 97.5 % and hold the truth in 93.7 % or more (simulated). Ratios need no such thing"],
        "Differences: claimed only where the interval leaves no difference out",
        DriftOf(report),
        .. report.Exclusions.Take(PageLimits.Remarks).Select(exclusion => $"Left out of {exclusion.From}: {exclusion.Cell.Label}, as {exclusion.Reason}"),
    ];

    private static string DriftOf(SpeedupReport report) => report.Drift is { } drift
        ? $"Drift: the baseline's last repeat ran at {FigureText.Factor(drift.Ratio)} the speed of its first, {FigureText.Duration(drift.Between.TotalSeconds)} later{(drift.IsNotable ? "; the machine was not steady, so figures of single cells are less sure than ratios" : "")}"
        : "Drift: unknown, the baseline has fewer than two measured repeats";

    private static IEnumerable<string> Machines(SpeedupReport report)
    {
        if (report.Shards.Count == 0)
        {
            return [$"Machine: {Machine(report.Machine)}"];
        }

        IEnumerable<string> shards = report.Shards.Select(shard =>
            $"Machine of {(shard.Shard is { } part ? $"shard {part}" : shard.SweepId)} ({FigureText.Count(shard.Runs, "run", "runs")}): {Machine(shard.Machine)}");
        return MachineKind.AreAlike(report.Shards) ? shards : [.. shards, "Unlike machines: a ratio between cells that different shards ran compares their machines, too"];
    }

    private static string Machine(MachineDescription? machine) => machine is null
        ? "unknown, there is no machine.json"
        : $"{machine.HostName}, {machine.Processor}, {FigureText.Count(machine.Cores, "core", "cores")}, {FigureText.Bytes(machine.MemoryBytes)}, {machine.OperatingSystem}, {machine.Runtime}, {(MachineFingerprint.Of(machine).Gpus is { Length: > 0 } gpus ? gpus : "no GPU")}{(machine.Driver is { } driver ? $", driver {driver}" : "")}";

    private static string Work(IReadOnlyList<RunSpec> specs) =>
        $"{Each(specs, spec => $"{spec.Model.Name} {Start(spec.Model.Weights)}")}, {Each(specs, spec => JsonNamingPolicy.SnakeCaseLower.ConvertName(spec.Data.Source.ToString()))} images of {Each(specs, spec => FigureText.Count(spec.Data.ImageSize))} pixels, {Each(specs, spec => FigureText.Count(spec.Train.Epochs))} epochs";

    private static string Start(string weights) => weights == "none" ? "from fresh weights" : $"from the weights of {Path.GetFileName(weights)}";

    private static string Each(IReadOnlyList<RunSpec> specs, Func<RunSpec, string> value) => string.Join(" or ", specs.Select(value).Distinct());

    private static string Several(string subject, IReadOnlyList<string> values, string consequence) => values switch
    {
        [] => $"{subject}: unknown, no run told it",
        [var only] => $"{subject}: {only}",
        _ => $"{subject}: differs between runs ({string.Join("; ", values)}), and {consequence}",
    };

    private static string Commit(GitState? git) => git switch
    {
        null => "unknown, not started from a git work tree",
        { IsDirty: true } => $"{git.Commit} on {git.Branch}, with changes that are not committed",
        _ => $"{git.Commit} on {git.Branch}",
    };

    private static IEnumerable<string> TestImages(SpeedupReport report) => report.Remarks.TestImages switch
    {
        [> 0 and var only] => [$"Test set: {FigureText.Count(only, "image", "images")}, so one image is {FigureText.Points(1.0 / only)} of accuracy{OtherTestSet(report)}"],
        _ => [],
    };

    private static string OtherTestSet(SpeedupReport report) => report.Baseline?.Cell.Figures is { Accuracy: { } accuracy, AccuracyFloor: { } floor }
        ? $"; with other images the baseline's {FigureText.PercentExactly(accuracy.Mean.Value)} would lie between {FigureText.PercentExactly(floor.Low)} and {FigureText.PercentExactly(floor.High)} (Wilson's interval), however often it is repeated"
        : "";
}
