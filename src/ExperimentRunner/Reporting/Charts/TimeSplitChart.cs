using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>What the time of a training step went into, cell by cell.</summary>
internal static class TimeSplitChart
{
    private static readonly (string Name, TimePart Part)[] Parts =
    [
        ("data wait", TimePart.DataWait),
        ("forward", TimePart.Forward),
        ("backward", TimePart.Backward),
        ("exchange", TimePart.Exchange),
        ("optimizer", TimePart.Optimizer),
        ("evaluation", TimePart.Evaluation),
    ];

    public static StackedBarChart? Of(SpeedupReport report)
    {
        Cell[] cells = [.. report.Cells.Select(cell => cell.Cell).Where(cell => cell.Figures is { Budget.Evaluation: < 1, ImagesPerSecond: not null })];
        if (cells.Length == 0)
        {
            return null;
        }

        StackedBar[] bars = [.. cells.Take(ChartLimits.Bars).Select(Bar)];
        return new StackedBarChart
        {
            Id = "time-split",
            Title = "Where the time goes",
            Description = PlainText.Cut(
                $"Milliseconds of training and evaluation for each training image. {string.Join(" ", bars.Select(bar => $"{bar.Name}: {string.Join(", ", Parts.Zip(bar.Values, (part, value) => $"{part.Name} {FigureText.Rate(value)}"))}."))}",
                ChartLimits.CharactersOfDescription),
            Caption = $"Time of training and evaluation for each training image, so cells of different batches compare: half as long is twice as fast.{ChartLimits.LeftOut(cells.Length, ChartLimits.Bars, "cells")}",
            XLabel = "ms an image",
            Parts = [.. Parts.Select(part => part.Name)],
            Bars = bars,
        };
    }

    private static StackedBar Bar(Cell cell)
    {
        TimeBudget budget = cell.Figures.Budget!;
        double millisecondsOfTraining = 1000 / cell.Figures.ImagesPerSecond!.Mean.Value;
        double millisecondsOfAll = millisecondsOfTraining / (1 - budget.Evaluation);
        return new StackedBar(cell.Label, [.. Parts.Select(part => budget.ShareOf(part.Part) * millisecondsOfAll)]);
    }
}
