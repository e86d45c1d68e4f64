using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>When a run writes checkpoints.</summary>
/// <param name="MinutesWithinEpochs">0 is never.</param>
/// <param name="Processes">
/// Several gather running statistics of batch norm of their own within an epoch, which process 0 does not see; they agree on them at its end.
/// </param>
internal sealed record CheckpointPolicy(double MinutesWithinEpochs, DataSource Source, int Processes)
{
    public bool AllowsWithinEpochs => Processes == 1;

    /// <summary>
    /// The source whose runs time a few seconds of compute has none for an epoch's end alone: it would cost them more than it could save.
    /// </summary>
    public bool IsDueAfterEpoch(TimeSpan sinceLast) => Source != DataSource.Random || IsTime(sinceLast);

    public bool IsDueAfterStep(TimeSpan sinceLast) => AllowsWithinEpochs && IsTime(sinceLast);

    private bool IsTime(TimeSpan sinceLast) => MinutesWithinEpochs > 0 && sinceLast.TotalMinutes >= MinutesWithinEpochs;
}
