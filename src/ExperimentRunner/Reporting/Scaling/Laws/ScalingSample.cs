namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>The throughput of one run.</summary>
/// <param name="Repeat">Runs of one repeat were close in time, so they share the state of the machine.</param>
/// <param name="Devices">1 or more.</param>
/// <param name="ImagesPerSecond">Above 0.</param>
internal sealed record ScalingSample(int Repeat, int Devices, double ImagesPerSecond)
{
    public static IReadOnlyList<ScalingSample> Of(IEnumerable<Cells.Cell> cells) =>
    [
        .. from cell in cells
           from run in cell.Runs
           let finished = run.State as RunState.Finished
           where finished is not null
           let rate = Cells.RunFigures.ImagesPerSecond(finished.Result)
           where rate is not null
           select new ScalingSample(run.Planned.Repeat, cell.Spec.Devices, rate.Value),
    ];
}
