using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>What the time of a training step went into, cell by cell.</summary>
internal static class TimeSplitChart
{
    private static readonly (string Name, TimePart Part)[] AllParts =
    [
        ("data wait", TimePart.DataWait),
        ("forward", TimePart.Forward),
        ("backward", TimePart.Backward),
        ("exchange", TimePart.Exchange),
        ("optimizer", TimePart.Optimizer),
        ("evaluation", TimePart.Evaluation),
        ("copy", TimePart.Copy),
    ];

    public static StackedBarChart? Of(SpeedupReport report)
    {
        Cell[] cells = [.. report.Cells.Select(cell => cell.Cell).Where(cell => cell.Figures is { Budget.Evaluation: < 1, ImagesPerSecond: not null })];
        if (cells.Length == 0)
        {
            return null;
        }

        // Most sweeps have none: on a CPU nothing is copied.
        (string Name, TimePart Part)[] parts = [.. AllParts.Where(part => part.Part != TimePart.Copy || cells.Any(cell => cell.Figures.Budget!.Copy > 0))];
        StackedBar[] bars = [.. cells.Take(ChartLimits.Bars).Select(cell => Bar(cell, parts))];
        return new StackedBarChart
        {
            Id = "time-split",
            Title = "Where the time goes",
            Description = PlainText.Cut(
                $"Milliseconds of training and evaluation for each training image. {string.Join(" ", bars.Select(bar => $"{bar.Name}: {string.Join(", ", parts.Zip(bar.Values, (part, value) => $"{part.Name} {FigureText.Rate(value)}"))}."))}",
                ChartLimits.CharactersOfDescription),
            Caption = $"Time of training and evaluation for each training image, so cells of different batches compare: half as long is twice as fast.{ChartLimits.LeftOut(cells.Length, ChartLimits.Bars, "cells")}",
            XLabel = "ms an image",
            Parts = [.. parts.Select(part => part.Name)],
            Bars = bars,
        };
    }

    private static StackedBar Bar(Cell cell, IEnumerable<(string Name, TimePart Part)> parts)
    {
        TimeBudget budget = cell.Figures.Budget!;
        double millisecondsOfTraining = 1000 / cell.Figures.ImagesPerSecond!.Mean.Value;
        double millisecondsOfAll = millisecondsOfTraining / (1 - budget.Evaluation);
        return new StackedBar(cell.Label, [.. parts.Select(part => budget.ShareOf(part.Part) * millisecondsOfAll)]);
    }
}
