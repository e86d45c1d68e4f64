using System.Text.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>One combination of the matrix with all its repeats.</summary>
internal sealed record Cell
{
    public required string Id { get; init; }

    /// <summary>The values of the axes that vary over the sweep.</summary>
    public required IReadOnlyList<AxisValue> Axes { get; init; }

    /// <summary>What its repeats share; the seed is 0.</summary>
    public required RunSpec Spec { get; init; }

    /// <summary>By repeat.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    public required CellStatus Status { get; init; }

    public required CellFigures Figures { get; init; }

    /// <summary>Repeats ended as soon as the images/s were known, so that their interval is wider.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Null if that is not known. Only the trainer's own process is sampled: of several on CPUs nothing is known.</summary>
    public DeviceUse? DeviceUse => Figures.Usage?.Devices is { } use && (use.IsGpu || Spec.Train.Parallel != ParallelMode.Processes) ? use : null;

    public int FinishedRuns => Runs.Count(run => run.State is RunState.Finished);

    /// <summary>Mixed precision was asked for, and a repeat ran in fp32.</summary>
    public bool HasFallenBack => Spec.Amp != Amp.Off && Figures.Precisions.Contains(Precision.Fp32);

    public IEnumerable<RunResult> FinishedResults => Runs.Select(run => run.State).OfType<RunState.Finished>().Select(state => state.Result);

    /// <summary>For example <c>devices 2, amp on</c>; of a probe also what it leaves out.</summary>
    public string Label => $"{(Axes.Count == 0 ? "the only cell" : string.Join(", ", Axes.Select(axis => $"{axis.Axis} {axis.Value}")))}{ProbeLabel}";

    private string ProbeLabel => Spec.Probe is { Kind: var kind } ? $", probe {JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())}" : "";

    /// <summary>As <see cref="Label"/>, of all axes but one.</summary>
    public string LabelWithout(string axis)
    {
        string[] others = [.. Axes.Where(other => other.Axis != axis).Select(other => $"{other.Axis} {other.Value}")];
        return others.Length == 0 ? "the only other cell" : string.Join(", ", others);
    }

    public string? ValueOf(string axis) => Axes.FirstOrDefault(value => value.Axis == axis)?.Value;

    /// <param name="repeats">At least one.</param>
    /// <param name="isStopped">They ended as soon as the images/s were known.</param>
    public static Cell Of(IEnumerable<RunRecord> repeats, bool isStopped = false)
    {
        RunRecord[] runs = [.. repeats.OrderBy(run => run.Planned.Repeat).ThenBy(run => run.Planned.RunId, StringComparer.Ordinal)];
        RunResult[] finished = [.. runs.Select(run => run.State).OfType<RunState.Finished>().Select(state => state.Result)];
        return new Cell
        {
            Id = runs[0].Planned.CellId,
            Axes = runs[0].Planned.Axes,
            Spec = runs[0].Planned.Spec with { Seed = 0 },
            Runs = runs,
            Status = StatusOf(runs),
            Figures = CellFigures.Of(finished, isStopped),
            IsStopped = isStopped,
        };
    }

    private static CellStatus StatusOf(RunRecord[] runs) => runs switch
    {
        _ when runs.All(run => run.State is RunState.Finished) => CellStatus.Finished,
        _ when runs.Any(run => run.State is RunState.Finished) => CellStatus.Partial,
        _ when runs.Any(run => run.State is RunState.Failed or RunState.Unreadable) => CellStatus.Failed,
        _ when runs.Any(run => run.State is RunState.Cancelled or RunState.Interrupted) => CellStatus.Interrupted,
        _ => CellStatus.NotRun,
    };
}
