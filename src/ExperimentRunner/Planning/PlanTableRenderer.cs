using System.Globalization;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Planning.Estimates;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ExperimentRunner.Planning;

/// <summary>Writes a plan as a table and a few lines below it.</summary>
internal static class PlanTableRenderer
{
    private const string Legend =
        "* baseline; batch: images of one device in one micro-batch; global: images of one step; x lr: what the rule makes of the base rate";

    private const string ProbeLegend =
        "peak memory: of the trainer's process (on GPUs: of the fullest one), measured now with eight steps on random numbers; the images of a real source come on top";

    private const int MostExcluded = 20;

    /// <summary>Nobody reads more, and 10,000 rows would take longer than to plan them.</summary>
    private const int MostRuns = 500;

    private static readonly string SpeedProbeLegend = string.Create(
        CultureInfo.InvariantCulture,
        $"probe: {SpeedProbe.Steps} steps on random numbers (no_data) or without exchange of gradients (no_exchange), which show what these cost; a probe is no cell");

    public static void Render(PlanView plan, IAnsiConsole console)
    {
        ILookup<bool, PlanColumn> columns = PlanColumn.Of(plan).ToLookup(
            column => column.IsAlwaysShown || plan.Runs.Select(column.Text).Distinct().Skip(1).Any());
        WriteWhole(Table(plan, [.. columns[true]]), console);
        if (plan.Runs.Count > MostRuns)
        {
            WriteLine(console, string.Create(CultureInfo.InvariantCulture, $"and {plan.Runs.Count - MostRuns} more; --format=json names all"));
        }

        if (columns[false].Any())
        {
            WriteLine(console, $"All runs: {string.Join(", ", columns[false].Select(column => $"{column.Header} {column.Text(plan.Runs[0])}"))}");
        }

        WriteLine(console, Legend);
        if (PlanColumn.HasProbes(plan))
        {
            WriteLine(console, SpeedProbeLegend);
        }

        if (PlanColumn.IsProbed(plan))
        {
            WriteLine(console, ProbeLegend);
        }

        WriteExcluded(plan.Excluded, console);
        foreach (string line in plan.Difference is { } difference ? DifferenceText.Lines(difference) : [])
        {
            WriteLine(console, line);
        }

        if (plan.AdaptiveRepeats is { Until: { } until } repeats)
        {
            WriteLine(console, string.Create(
                CultureInfo.InvariantCulture,
                $"Repeats of a cell end after {repeats.Least} or more, once its images/s are known to {until:0.###%}; {plan.Runs.Count} runs are the most there can be."));
        }

        WriteLine(console, string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Runs.Count} runs, about {EstimateText.Time(plan.Estimate)}: {EstimateText.Cost(plan.Estimate)}. The times rest on:"));
        foreach (string line in EstimateText.Bases(plan.Estimate).Concat(plan.Refusals.Select(refusal => $"error: {refusal}")))
        {
            WriteLine(console, line);
        }
    }

    private static void WriteExcluded(IReadOnlyList<ExcludedCell> excluded, IAnsiConsole console)
    {
        foreach (ExcludedCell cell in excluded.Take(MostExcluded))
        {
            WriteLine(console, $"Left out: {cell.Label} ({cell.Reason})");
        }

        if (excluded.Count > MostExcluded)
        {
            WriteLine(console, string.Create(CultureInfo.InvariantCulture, $"and {excluded.Count - MostExcluded} more; --format=json names all"));
        }
    }

    private static Table Table(PlanView plan, IReadOnlyList<PlanColumn> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (PlanColumn column in columns)
        {
            table.AddColumn(new TableColumn(column.Header) { NoWrap = true, Alignment = column.IsNumber ? Justify.Right : Justify.Left });
        }

        foreach (PlanRow row in plan.Runs.Take(MostRuns))
        {
            table.AddRow([.. columns.Select(column => new Text(column.Text(row)))]);
        }

        return table;
    }

    /// <summary>A console that is too narrow, as a CI log says it is, would have columns cut off; lines too long for it only wrap.</summary>
    private static void WriteWhole(Table table, IAnsiConsole console)
    {
        int width = console.Profile.Width;
        int needed = ((IRenderable)table).Measure(RenderOptions.Create(console), int.MaxValue).Max;
        try
        {
            console.Profile.Width = Math.Max(width, needed);
            console.Write(table);
        }
        finally
        {
            console.Profile.Width = width;
        }
    }

    private static void WriteLine(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
