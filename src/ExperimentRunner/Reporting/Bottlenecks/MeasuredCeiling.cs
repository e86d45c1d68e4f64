using ExperimentRunner.Planning;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>How fast a cell would be without something, as its probe measured it: what no remedy against that can exceed.</summary>
/// <param name="Kind">What the probe leaves out.</param>
/// <param name="Probe">Its runs.</param>
/// <param name="Gain">Images per second of the probe over those of the cell, within each repeat; null where one of the two has none.</param>
internal sealed record MeasuredCeiling(ProbeKind Kind, Cell Probe, Ratio? Gain)
{
    /// <summary>What is said to be worth a remedy: a gain of a twentieth.</summary>
    public const double LeastGain = 1.05;

    /// <summary>Repeats show that no remedy is worth it.</summary>
    public bool RulesOutGain => Gain?.High < LeastGain;

    /// <summary>Repeats show that there is something to gain.</summary>
    public bool ShowsGain => Gain?.Low >= LeastGain;

    /// <summary>Of the parts that it is a ceiling for.</summary>
    public static ProbeKind? KindFor(TimePart part) => part switch
    {
        TimePart.DataWait or TimePart.Copy => ProbeKind.NoData,
        TimePart.Exchange => ProbeKind.NoExchange,
        TimePart.Forward or TimePart.Backward or TimePart.Optimizer or TimePart.Evaluation => null,
    };

    /// <summary>Of one cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="probes">Of the sweep, by <see cref="KeyOf"/>.</param>
    public static IReadOnlyList<MeasuredCeiling> Of(Cell cell, IReadOnlyDictionary<RunSpec, Cell> probes) =>
    [
        .. from kind in Enum.GetValues<ProbeKind>()
           let spec = SpeedProbe.Of(cell.Spec, kind)
           where spec is not null
           let probe = probes.GetValueOrDefault(KeyOf(spec))
           where probe is not null
           select new MeasuredCeiling(kind, probe, Ratio.OfSpeeds(probe, cell)),
    ];

    /// <summary>How many steps a probe took is no matter here.</summary>
    public static RunSpec KeyOf(RunSpec probe) => probe with { Probe = probe.Probe! with { Steps = 0 } };
}
