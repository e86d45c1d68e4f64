using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>
/// The probes of cells: short runs that leave something out, so that a report can say what it costs. Cells that differ only in how well they
/// learn share their probes.
/// </summary>
internal static class SpeedProbe
{
    /// <summary>3 to warm up, and more than the 20 that a speed is trusted with.</summary>
    public const int Steps = 30;

    /// <summary>Each probe once, with the axes of the first cell that it is for.</summary>
    public static IReadOnlyList<SweepCell> Of(IReadOnlyList<SweepCell> cells) =>
    [
        .. from cell in cells
           from kind in Enum.GetValues<ProbeKind>()
           let spec = Of(cell.Spec, kind)
           where spec is not null
           group cell with { Spec = spec } by spec into same
           select same.First(),
    ];

    /// <summary>Null where it says nothing: there is no exchange on one device, and no waiting for random numbers.</summary>
    public static RunSpec? Of(RunSpec spec, ProbeKind kind)
    {
        RunSpec timing = TimingSpec.Of(spec) with { Probe = new ProbeRun(kind, Steps) };
        return kind switch
        {
            ProbeKind.NoData => spec.Data.Source == DataSource.Random ? null : timing with { Data = TimingSpec.RandomImages(spec.Data, spec.GlobalBatch) },
            ProbeKind.NoExchange => spec.Devices == 1 ? null : timing with { Train = WithoutMeeting(timing.Train) },
        };
    }

    /// <summary>data_parallel is nothing but exchange; without it its devices are replicas.</summary>
    private static TrainSpec WithoutMeeting(TrainSpec train) => train with
    {
        Parallel = train.Parallel == ParallelMode.DataParallel ? ParallelMode.Replicas : train.Parallel,
        SyncBatchNorm = false,
    };
}
