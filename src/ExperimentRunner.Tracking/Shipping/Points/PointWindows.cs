namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>
/// Equal windows over the steps (or epochs) of a run, each of which becomes one point. They follow from how many are planned, so that they
/// are the same while the run works, at its end and in every replay.
/// </summary>
/// <param name="Planned">Steps that the run is to do.</param>
internal readonly record struct PointWindows(long Planned)
{
    /// <summary>MLflow's charts draw no more points of a run; the rest of a longer history would be left out at random.</summary>
    public const int MostPoints = 2500;

    /// <summary>Steps that one point stands for; 1 is every step.</summary>
    public long Width => Math.Max(1, (Planned + MostPoints - 1) / MostPoints);

    /// <summary>From 0. A run that does more than it planned goes on in the last window.</summary>
    public long IndexOf(long position) => Math.Min((position - 1) / Width, MostPoints - 1);
}
