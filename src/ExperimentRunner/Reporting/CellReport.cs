using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Convergence;
using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Statistics;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting;

/// <summary>A cell beside the others. What has nothing to stand beside is null.</summary>
internal sealed record CellReport
{
    public required Cell Cell { get; init; }

    public required bool IsBaseline { get; init; }

    /// <summary>Against the baseline.</summary>
    public required Ratio? Speedup { get; init; }

    /// <summary>Against the baseline; 1 is perfect.</summary>
    public required double? Efficiency { get; init; }

    /// <summary>That of <see cref="Speedup"/> over the ratio of devices.</summary>
    public required Interval? EfficiencyInterval { get; init; }

    /// <summary>Against the baseline.</summary>
    public required AccuracyDifference? AccuracyDifference { get; init; }

    /// <summary>What the machine gained and what convergence cost, on the way to the target accuracy; null without one.</summary>
    public required ConvergenceSplit? Convergence { get; init; }

    /// <summary>Null without a price.</summary>
    public required Price? Price { get; init; }

    /// <summary>How it grew from the baseline; null where both have the same devices.</summary>
    public required ScalingKind? Scaling { get; init; }

    /// <summary>Against the same cell in fp32.</summary>
    public required Ratio? AmpGain { get; init; }

    /// <summary>What its probes measured; empty without probes.</summary>
    public required IReadOnlyList<MeasuredCeiling> Ceilings { get; init; }

    public static CellReport Of(Cell cell, Cell? baseline, IReadOnlyList<AmpPair> pairs, DevicePrice? price, IReadOnlyDictionary<RunSpec, Cell> probes)
    {
        Ratio? speedup = Ratio.OfSpeeds(cell, baseline);
        return new CellReport
        {
            Cell = cell,
            IsBaseline = cell.Id == baseline?.Id,
            Speedup = speedup,
            Efficiency = speedup is null ? null : Efficient(speedup.Value),
            EfficiencyInterval = speedup?.Interval?.Through(Efficient),
            AccuracyDifference = baseline is null ? null : AccuracyDifference.Of(cell, baseline),
            Convergence = ConvergenceSplit.Of(cell, baseline),
            Price = Price.Of(cell.Figures, price),
            Scaling = baseline is null ? null : ScalingKindOf.Specs(baseline.Spec, cell.Spec),
            AmpGain = pairs.FirstOrDefault(pair => pair.On.Id == cell.Id)?.Gain,
            Ceilings = MeasuredCeiling.Of(cell, probes),
        };

        double Efficient(double value) => SpeedupArithmetic.Efficiency(value, cell.Spec.Devices, baseline!.Spec.Devices);
    }
}
