namespace ExperimentRunner.Reporting.Charts;

/// <summary>The unit that makes durations of a chart short to write.</summary>
/// <param name="Name">For example <c>min</c>.</param>
/// <param name="Seconds">How many seconds it is.</param>
internal sealed record TimeAxis(string Name, double Seconds)
{
    public static TimeAxis For(double longestSeconds) => longestSeconds switch
    {
        < 300 => new TimeAxis("s", 1),
        < 5 * 3600 => new TimeAxis("min", 60),
        _ => new TimeAxis("h", 3600),
    };
}
