using System.Globalization;
using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning;

/// <summary>
/// Puts the runs of a sweep in order: repeat 1 of every cell before repeat 2 of any, shuffled within a repeat, so that a machine
/// that grows slower over the hours does not make one cell look slower than another.
/// </summary>
internal static class SweepPlanner
{
    private const int SweepIdHashCharacters = 4;

    /// <param name="definition">What to run.</param>
    /// <param name="images">Its images, counted.</param>
    /// <param name="created">When the sweep was asked for; part of its id.</param>
    /// <param name="git">Null outside a git work tree.</param>
    public static SweepPlanning Plan(SweepDefinition definition, ImageCounts images, DateTimeOffset created, GitState? git)
    {
        PlannedRun[] runs = [.. Enumerable.Range(1, definition.Repeats.Most).SelectMany(repeat => Repeat(definition, repeat))];
        var faults = new FaultLog();
        CheckImages(definition, images, faults);
        CheckIds(definition, runs, faults);
        if (faults.HasErrors)
        {
            return new SweepPlanning.Faulty(faults.Sorted());
        }

        string hash = MatrixHash.Of(definition);
        return new SweepPlanning.Planned(new()
        {
            SweepId = SweepId(definition.Name, created, hash),
            Name = definition.Name,
            Created = created,
            MatrixHash = hash,
            Repeats = definition.Repeats.Most,
            AdaptiveRepeats = definition.Repeats.Until is null ? null : definition.Repeats,
            Expectations = definition.Expectations,
            BaselineCellId = RunId.OfCell(definition.Baseline.Spec),
            Limits = definition.Limits,
            Timing = definition.Timing,
            Slurm = definition.Slurm,
            Price = definition.Price,
            Git = git,
            Runs = runs,
        });
    }

    /// <summary>For example <c>quickstart-20260131-142501-9f3c</c>.</summary>
    public static string SweepId(string name, DateTimeOffset created, string matrixHash) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}-{created:yyyyMMdd-HHmmss}-{matrixHash[..SweepIdHashCharacters]}");

    private static IEnumerable<PlannedRun> Repeat(SweepDefinition definition, int repeat)
    {
        int seed = definition.Seed + repeat - 1;
        IReadOnlyList<SweepCell> cells = definition.HasProbes ? [.. definition.Cells, .. SpeedProbe.Of(definition.Cells)] : definition.Cells;
        return Shuffle.Of(cells, (ulong)seed).Select(cell => Run(cell, repeat, cell.Spec with { Seed = seed }));
    }

    private static PlannedRun Run(SweepCell cell, int repeat, RunSpec spec) => new()
    {
        RunId = RunId.Of(spec),
        CellId = RunId.OfCell(spec),
        Repeat = repeat,
        Axes = cell.Axes,
        Spec = spec,
    };

    /// <summary>Generated images were checked with the matrix; those that are elsewhere can't be.</summary>
    private static void CheckImages(SweepDefinition definition, ImageCounts images, FaultLog faults)
    {
        foreach (SweepCell cell in definition.Cells.Where(cell => images.Knows(cell.Spec.Data)))
        {
            if (BatchChecks.BeyondImages(cell.Spec, cell.Spec.GlobalBatch, images.Of(cell.Spec.Data).Train) is { } problem)
            {
                faults.Add(FaultKind.BatchBeyondImages, cell.BatchPlace, problem);
            }
        }
    }

    /// <summary>Ids hold a short hash. Two runs in one folder would spoil each other, so chance is not trusted.</summary>
    private static void CheckIds(SweepDefinition definition, IReadOnlyList<PlannedRun> runs, FaultLog faults)
    {
        foreach (IGrouping<string, PlannedRun> same in runs.GroupBy(run => run.RunId).Where(group => group.Skip(1).Any()))
        {
            faults.Add(
                FaultKind.SameRunId,
                definition.Baseline.BatchPlace,
                $"{same.Count()} different runs have the id {same.Key} by chance. Change seed, or split the matrix in two.");
        }
    }
}
