namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What is known only once all runs of a sweep have ended, such as how many times as fast as the baseline each of them was.</summary>
/// <param name="Sweep">Of the sweep as a whole.</param>
/// <param name="Runs">By run id.</param>
public sealed record SweepFigures(IReadOnlyList<Figure> Sweep, IReadOnlyDictionary<string, IReadOnlyList<Figure>> Runs)
{
    public static SweepFigures None { get; } = new([], new Dictionary<string, IReadOnlyList<Figure>>());
}
