namespace ExperimentRunner.Runs.Files;

/// <summary>New lines of a log.</summary>
/// <param name="Next">Where to go on.</param>
/// <param name="WasCut">Lines that were read before are no longer there: the values are all of the log, from its beginning.</param>
public sealed record LogReading<T>(IReadOnlyList<T> Values, LogPosition Next, bool WasCut);
