namespace ExperimentRunner.Runs.Files;

/// <summary>New lines of a log.</summary>
/// <param name="Start">Where they begin.</param>
/// <param name="Ends">Where each of them ends.</param>
/// <param name="WasCut">Lines that were read before are no longer there: the values are all of the log, from its beginning.</param>
public sealed record LogReading<T>(IReadOnlyList<T> Values, LogPosition Start, IReadOnlyList<LogPosition> Ends, bool WasCut)
{
    /// <summary>Where to go on.</summary>
    public LogPosition Next => After(Values.Count);

    /// <summary>Where to go on for who took only the first <paramref name="count"/> values.</summary>
    public LogPosition After(int count) => count == 0 ? Start : Ends[count - 1];
}
