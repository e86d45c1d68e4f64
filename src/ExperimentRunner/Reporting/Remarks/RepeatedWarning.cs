namespace ExperimentRunner.Reporting.Remarks;

/// <summary>A warning that <paramref name="Runs"/> runs gave in the same words.</summary>
internal sealed record RepeatedWarning(string Message, int Runs)
{
    /// <summary>The most frequent first.</summary>
    public static IEnumerable<RepeatedWarning> Of(IEnumerable<RunRecord> runs) =>
        runs.SelectMany(run => run.State.WrittenResult?.Warnings.Distinct() ?? [])
            .GroupBy(message => message, StringComparer.Ordinal)
            .Select(same => new RepeatedWarning(same.Key, same.Count()))
            .OrderByDescending(warning => warning.Runs)
            .ThenBy(warning => warning.Message, StringComparer.Ordinal);
}
