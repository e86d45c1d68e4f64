namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>What of a run's points can be told: one for each window that is over.</summary>
/// <param name="Told">One point a window.</param>
/// <param name="Position">Up to which <paramref name="Told"/> goes; 0 if there is none.</param>
internal sealed record WindowedPoints(IReadOnlyList<Point> Told, long Position)
{
    /// <param name="points">In the order of their positions.</param>
    /// <param name="indexOf">The window of a position.</param>
    /// <param name="isEnded">No point comes after these, so that the last window is over, too.</param>
    public static WindowedPoints Of(IReadOnlyList<Point> points, Func<long, long> indexOf, bool isEnded)
    {
        var told = new List<Point>();
        long position = 0;
        for (int first = 0, next; first < points.Count; first = next)
        {
            next = first + 1;
            while (next < points.Count && indexOf(points[next].Position) == indexOf(points[first].Position))
            {
                next++;
            }

            if (next < points.Count || isEnded || indexOf(points[next - 1].Position + 1) != indexOf(points[first].Position))
            {
                told.Add(Point.Mean([.. points.Skip(first).Take(next - first)]));
                position = points[next - 1].Position;
            }
        }

        return new WindowedPoints(told, position);
    }
}
