using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Which columns are worth showing of runs.</summary>
internal static class RunColumns
{
    /// <summary>Metrics that a table shows unless it is asked for all.</summary>
    private const int MostMetrics = 8;

    /// <summary>Parameters that tell repeats of the same apart.</summary>
    private static readonly IReadOnlyList<string> Repetition = ["seed", "repeat"];

    /// <summary>What parallel coordinates end with, where it is there.</summary>
    private static readonly IReadOnlyList<string> Foremost = ["final/accuracy", "scaling/efficiency", "scaling/speedup", "summary/images_per_second"];

    /// <summary>What a run came to goes before what it went through.</summary>
    private static readonly IReadOnlyList<string> First = ["final/", "best/", "scaling/", "summary/", "target/", "time/", "cost/"];

    public static IReadOnlyList<RunColumn> Parameters(IReadOnlyList<RunAnswer> runs) =>
        [.. runs.SelectMany(run => run.Data.Params ?? []).Select(parameter => parameter.Key).Distinct().Select(key => new RunColumn(ColumnKind.Parameter, key))];

    /// <summary>Parameters that at least two runs have different values of, or that only some have.</summary>
    public static IReadOnlyList<RunColumn> Varying(IReadOnlyList<RunAnswer> runs)
    {
        // A parent of other runs has no parameters, which does not make those of its children vary.
        RunAnswer[] withParameters = [.. runs.Where(run => run.Data.Params is not null)];
        return [.. Parameters(withParameters).Where(column => withParameters.Select(column.Text).Distinct().Count() > 1)];
    }

    /// <summary>
    /// Parameters that vary of themselves: neither repeats nor what follows from <paramref name="given"/> and the parameters before,
    /// as a global batch follows from the number of devices.
    /// </summary>
    /// <param name="needsEvidence">Whether a parameter is kept where each run has a combination of its own, so that all follows from it.</param>
    public static IReadOnlyList<RunColumn> Axes(IReadOnlyList<RunAnswer> runs, IReadOnlyList<RunColumn> given, bool needsEvidence)
    {
        RunAnswer[] withParameters = [.. runs.Where(run => run.Data.Params is not null)];
        var axes = new List<RunColumn>();
        foreach (RunColumn column in Varying(withParameters).Except(given).Where(column => !Repetition.Contains(column.Key)))
        {
            IGrouping<string, RunAnswer>[] alike = [.. withParameters.GroupBy(run => string.Join('\n', given.Concat(axes).Select(axis => axis.Text(run))))];
            bool follows = alike.All(group => group.Select(column.Text).Distinct().Count() == 1) && (!needsEvidence || alike.Length < withParameters.Length);
            if (!follows)
            {
                axes.Add(column);
            }
        }

        return axes;
    }

    public static IReadOnlyList<RunColumn> Metrics(IReadOnlyList<RunAnswer> runs) =>
    [
        .. runs.SelectMany(run => run.Data.Metrics ?? []).Select(metric => metric.Key).Distinct()
            .OrderBy(Rank).ThenBy(key => key, StringComparer.Ordinal)
            .Select(key => new RunColumn(ColumnKind.Metric, key)),
    ];

    /// <summary>The metrics that tell most: what runs came to, no readings of the machine.</summary>
    public static IReadOnlyList<RunColumn> MainMetrics(IReadOnlyList<RunAnswer> runs) =>
        [.. Metrics(runs).Where(column => !IsOfMachine(column.Key)).Take(MostMetrics)];

    /// <summary>What runs came to; where they say nothing that we know of, the first metrics.</summary>
    public static IReadOnlyList<RunColumn> Outcomes(IReadOnlyList<RunAnswer> runs)
    {
        RunColumn[] metrics = [.. Metrics(runs)];
        RunColumn[] outcomes = [.. Foremost.SelectMany(key => metrics.Where(metric => metric.Key == key))];
        return outcomes.Length > 1 ? outcomes : [.. MainMetrics(runs).Take(Foremost.Count)];
    }

    public static bool IsOfMachine(string metric) => metric.StartsWith("system/", StringComparison.Ordinal);

    private static int Rank(string key)
    {
        int rank = First.ToList().FindIndex(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
        return rank >= 0 ? rank : IsOfMachine(key) ? First.Count + 1 : First.Count;
    }
}
