namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>Thins out long curves.</summary>
internal static class Sampling
{
    /// <summary>At most <paramref name="most"/> of <paramref name="points"/>, evenly spread; the first and the last are among them.</summary>
    public static IReadOnlyList<T> Even<T>(IReadOnlyList<T> points, int most) => points.Count <= most
        ? points
        : [.. Enumerable.Range(0, most).Select(index => points[(int)((long)index * (points.Count - 1) / (most - 1))])];
}
