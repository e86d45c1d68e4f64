using System.Globalization;
using System.Text.Json;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>The tags of a sweep's run and of its children, as they are from the start.</summary>
internal static class SweepTags
{
    public static IReadOnlyList<MlflowTag> OfSweep(SweepFolder sweep, string user) =>
    [
        new(TagNames.RunName, sweep.Plan.SweepId),
        new(TagNames.Role, TagNames.SweepRole),
        .. Shared(sweep, user),
        .. OfPlan(sweep),
    ];

    /// <summary>Those that a revision of the plan changes.</summary>
    public static IReadOnlyList<MlflowTag> OfRevision(SweepFolder sweep) => [new(TagNames.ConfigHash, sweep.Constants.Hash), .. OfPlan(sweep)];

    public static IReadOnlyList<MlflowTag> OfRun(SweepFolder sweep, PlannedRun run, string parentRunId, string attempt, string user) =>
    [
        new(TagNames.RunName, RunNames.Of(run, sweep.Labels)),
        new(TagNames.ParentRunId, parentRunId),
        new(TagNames.Role, TagNames.RunRole),
        .. Shared(sweep, user),
        new(TagNames.CellId, run.CellId),
        new(TagNames.RunId, run.RunId),
        new(TagNames.Repeat, Text(run.Repeat)),
        .. run.Probe is { } kind ? [new MlflowTag(TagNames.Probe, JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()))] : Array.Empty<MlflowTag>(),
        new(TagNames.Attempt, attempt),
    ];

    private static IEnumerable<MlflowTag> OfPlan(SweepFolder sweep) =>
    [
        new(TagNames.MatrixHash, sweep.Plan.MatrixHash),
        new(TagNames.BaselineCell, sweep.Plan.BaselineCellId),
        new(TagNames.PlannedRuns, Text(sweep.Plan.Runs.Count)),
    ];

    private static IEnumerable<MlflowTag> Shared(SweepFolder sweep, string user) =>
    [
        new(TagNames.SweepId, sweep.Plan.SweepId),
        new(TagNames.ConfigHash, sweep.Constants.Hash),
        new(TagNames.User, user),
        new(TagNames.SourceName, sweep.Plan.Name),
        new(TagNames.SourceType, "LOCAL"),
        .. Git(sweep.Plan.Git),
        .. Machine(sweep.Machine),
    ];

    private static IEnumerable<MlflowTag> Git(GitState? git) => git is null
        ? []
        : [new(TagNames.GitCommit, git.Commit), new(TagNames.GitBranch, git.Branch), new(TagNames.GitDirty, git.IsDirty ? "true" : "false")];

    private static IEnumerable<MlflowTag> Machine(MachineDescription? machine) => machine is null
        ? []
        :
        [
            new("machine.host", machine.HostName),
            new("machine.processor", machine.Processor),
            new("machine.cores", Text(machine.Cores)),
            new("machine.memory_bytes", Text(machine.MemoryBytes)),
            new("machine.operating_system", machine.OperatingSystem),
            new("machine.runtime", machine.Runtime),
            new("machine.gpus", string.Join(", ", machine.Gpus)),
        ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
