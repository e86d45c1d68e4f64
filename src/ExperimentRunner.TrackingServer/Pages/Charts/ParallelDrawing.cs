using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>Makes parallel coordinates of runs.</summary>
internal static class ParallelDrawing
{
    private const int MostMarks = 8;

    /// <returns>Null where fewer than two axes or runs are left to draw.</returns>
    public static ParallelChart? Of(IReadOnlyList<RunAnswer> runs, IReadOnlyList<RunColumn> columns)
    {
        RunColumn[] used = [.. columns.Where(column => runs.Any(run => column.Text(run) is not null))];
        if (used.Length < 2 || runs.Count < 2)
        {
            return null;
        }

        ParallelAxis[] axes = [.. used.Select(column => new ParallelAxis(column.Key, Categories(runs, column)))];
        return new ParallelChart(axes, [.. runs.Select(run => new ParallelLine(run.Info.RunName, [.. used.Select((column, index) => Value(run, column, axes[index]))]))]);
    }

    /// <summary>Words, and numbers of which there are few: an axis that shows just those is read more easily.</summary>
    private static IReadOnlyList<string>? Categories(IReadOnlyList<RunAnswer> runs, RunColumn column)
    {
        string[] texts = [.. runs.Select(column.Text).OfType<string>().Distinct()];
        bool areNumbers = texts.All(text => Number(text) is not null);
        return column.Kind == ColumnKind.Metric || (areNumbers && texts.Length > MostMarks) ? null
            : areNumbers ? [.. texts.OrderBy(Number)]
            : [.. texts.Order(StringComparer.Ordinal)];
    }

    private static object? Value(RunAnswer run, RunColumn column, ParallelAxis axis) =>
        axis.Categories is not null ? column.Text(run)
        : column.Number(run) is { } number && double.IsFinite(number) ? number
        : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
