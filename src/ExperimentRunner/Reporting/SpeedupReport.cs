using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Expectations;
using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Reporting.Rules;
using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting;

/// <summary>What a sweep says, before it is put into any form.</summary>
internal sealed record SpeedupReport
{
    public required SweepPlan Plan { get; init; }

    public required MachineDescription? Machine { get; init; }

    /// <summary>What a merged sweep was made of; empty for others.</summary>
    public required IReadOnlyList<MergedShard> Shards { get; init; }

    /// <summary>Names of the axes that vary, in the order of the matrix.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>Ordered by their axes.</summary>
    public required IReadOnlyList<CellReport> Cells { get; init; }

    /// <summary>Runs of a few steps that leave something out, by what and of which cells; they are in no other figure than the ceilings of cells.</summary>
    public required IReadOnlyList<Cell> Probes { get; init; }

    public required IReadOnlyList<AmpPair> AmpPairs { get; init; }

    public required IReadOnlyList<ScalingCurve> Curves { get; init; }

    public required IReadOnlyList<ArticleComparison> ArticleComparisons { get; init; }

    /// <summary>Cells that differ in their learning-rate rule alone; empty where the rule does not vary.</summary>
    public required IReadOnlyList<RuleComparison> RuleComparisons { get; init; }

    /// <summary>On 2, 4 and 8 devices.</summary>
    public required IReadOnlyList<TableAgainstSqrt> TableAgainstSqrt { get; init; }

    /// <summary>What each axis but the devices did to the speed, others being equal.</summary>
    public required IReadOnlyList<SettingEffect> Effects { get; init; }

    /// <summary>Of each cell whose steps were measured, in the order of <see cref="Cells"/>.</summary>
    public required IReadOnlyList<Bottleneck> Bottlenecks { get; init; }

    /// <summary>Null for fewer than two measured repeats of the baseline.</summary>
    public required Drift? Drift { get; init; }

    public required IReadOnlyList<Exclusion> Exclusions { get; init; }

    /// <summary>What the matrix expected, in its order.</summary>
    public required IReadOnlyList<JudgedExpectation> Expectations { get; init; }

    public required RunRemarks Remarks { get; init; }

    /// <summary>What the figures say, in sentences.</summary>
    public IReadOnlyList<string> Verdict { get; private init; } = [];

    /// <summary>Null if the plan names a baseline that none of its runs belongs to.</summary>
    public CellReport? Baseline => Cells.FirstOrDefault(cell => cell.Cell.Id == Plan.BaselineCellId);

    public bool MeetsExpectations => Expectations.All(judged => judged.Judgement != Judgement.Failed);

    /// <summary>At least one run finished with a measured speed.</summary>
    public bool HasFigures => Cells.Any(cell => cell.Cell.Figures.ImagesPerSecond is not null);

    /// <summary>The same folder gives the same report, in whatever order its runs are listed.</summary>
    public static SpeedupReport Build(SweepFolder sweep)
    {
        bool isStopped = sweep.Plan.AdaptiveRepeats is not null;
        Cell[] cells = CellsOf(sweep.Runs.Where(run => run.Planned.Probe is null), isStopped);
        Cell[] probes = CellsOf(sweep.Runs.Where(run => run.Planned.Probe is not null), isStopped);
        Dictionary<RunSpec, Cell> probesBySpec = probes.ToDictionary(probe => MeasuredCeiling.KeyOf(probe.Spec));
        Cell? baseline = cells.FirstOrDefault(cell => cell.Id == sweep.Plan.BaselineCellId);
        IReadOnlyList<AmpPair> pairs = AmpPair.Find(cells);
        IReadOnlyList<ScalingCurve> curves = ScalingCurve.Find(cells);
        IReadOnlyList<RuleComparison> rules = RuleComparison.Find(cells, baseline);
        IReadOnlyList<SettingEffect> effects = SettingEffect.Find(cells);
        ILookup<(string Axis, string CellId), SettingEffect> effectsByReference = effects.ToLookup(effect => (effect.Axis, effect.Reference.Id));
        CellReport[] rows = [.. cells.Select(cell => CellReport.Of(cell, baseline, pairs, sweep.Plan.Price, probesBySpec))];
        var report = new SpeedupReport
        {
            Plan = sweep.Plan,
            Machine = sweep.Machine,
            Shards = sweep.Shards,
            Axes = [.. sweep.Plan.Runs.SelectMany(run => run.Axes).Select(axis => axis.Axis).Distinct()],
            Cells = rows,
            Probes = probes,
            AmpPairs = pairs,
            Curves = curves,
            ArticleComparisons = ArticleComparison.Of(curves, pairs, baseline),
            RuleComparisons = rules,
            TableAgainstSqrt = Rules.TableAgainstSqrt.Of(rules),
            Effects = effects,
            Bottlenecks = [.. rows.Select(row => Bottleneck.Of(row.Cell, row.Ceilings, effectsByReference)).OfType<Bottleneck>()],
            Drift = Drift.Of(baseline),
            Exclusions = Exclusion.Find(rows, pairs),
            Expectations = JudgedExpectation.Of(sweep.Plan.Expectations, cells, baseline),
            Remarks = RunRemarks.Of(cells, probes),
        };
        return report with { Verdict = Verdicts.Verdict.Of(report) };
    }

    private static Cell[] CellsOf(IEnumerable<RunRecord> runs, bool isStopped) => [.. runs.GroupBy(run => run.Planned.CellId).Select(repeats => Cell.Of(repeats, isStopped)).Order(new CellOrder())];
}
