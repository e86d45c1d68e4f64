using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Makes cells of a matrix as written, and checks each.</summary>
internal sealed class DefinitionBuilder(FaultLog faults, ImageFolders folders)
{
    public const int MostRuns = 10_000;

    /// <returns>Null if anything but a warning was found, here or before.</returns>
    public SweepDefinition? Build(MatrixDocument document)
    {
        var expansion = new Expansion(faults);
        if (expansion.Expand(document.Matrix) is not { } drafts)
        {
            return null;
        }

        var constraints = new ConstraintFilter(document.Matrix, faults);
        IReadOnlyList<Cell> cells = constraints.Keep(drafts, document.Common, MostRuns);
        if ((long)cells.Count * document.Repeats.Most > MostRuns)
        {
            faults.Add(FaultKind.TooManyRuns, document.RepeatsPlace, cells.Count > MostRuns
                ? $"More than {Wording.Number(MostRuns)} cells are left. Use fewer values, or leave more of them out by where."
                : $"{Wording.Number(cells.Count)} cells x {Wording.Number(document.Repeats.Most)} repeats are more than {Wording.Number(MostRuns)} runs. Use fewer values or repeats.");
            return null;
        }

        Check(cells, document);
        Cell? baseline = new BaselineFinder(faults).Find(cells, document.Matrix, document.Baseline);
        new ExpectationCheck(faults).Check(document.Expectations, cells, document.Matrix, baseline);
        return !faults.HasErrors && baseline is not null ? Definition(document, cells, baseline, [.. expansion.Excluded, .. constraints.Excluded]) : null;
    }

    private void Check(IReadOnlyList<Cell> cells, MatrixDocument document)
    {
        var batches = new BatchChecks(faults);
        var rules = new RuleCheck(faults);
        var optimizers = new OptimizerCheck(faults);
        var targets = new TargetCheck(faults);
        var images = new ImageFolderCheck(faults, folders);
        var weights = new WeightFileCheck(faults, folders);
        foreach (Cell cell in cells)
        {
            batches.Check(cell);
            rules.Check(cell);
            optimizers.Check(cell);
            targets.Check(cell);
            images.Check(cell);
            weights.Check(cell);
        }

        images.CheckUsed(cells, [.. document.Common, .. cells.SelectMany(cell => cell.Written)]);
        new SameCellCheck(faults).Check(cells);
    }

    private static SweepDefinition Definition(MatrixDocument document, IReadOnlyList<Cell> cells, Cell baseline, IReadOnlyList<ExcludedCell> excluded)
    {
        IReadOnlyList<Setting> axes = VaryingAxes.Of(cells, document.Matrix);
        SweepCell[] finished = [.. cells.Select(cell => Finish(cell, baseline, axes))];
        return new()
        {
            Name = document.Name,
            Repeats = document.Repeats,
            Seed = document.Seed,
            Limits = document.Limits,
            HasProbes = document.HasProbes,
            Timing = document.Timing,
            Slurm = document.Slurm,
            Price = document.Price,
            Cells = finished,
            Baseline = finished[cells.Index().First(item => item.Item == baseline).Index],
            Excluded = excluded,
            Expectations = [.. document.Expectations.Select(expectation => expectation.Finished)],
        };
    }

    private static SweepCell Finish(Cell cell, Cell baseline, IReadOnlyList<Setting> axes) => new(
        cell.Spec with { LrFactor = LearningRateFactor.Of(cell.Spec, baseline.Spec.GlobalBatch) },
        VaryingAxes.ValuesOf(cell, axes),
        (cell.Find(CellSettings.GlobalBatch) ?? cell.Effective(CellSettings.BatchPerDevice)).Place);
}
