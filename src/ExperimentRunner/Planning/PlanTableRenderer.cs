using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace ExperimentRunner.Planning;

/// <summary>Writes a plan as a table of about 130 columns; a narrower console wraps its cells.</summary>
internal static class PlanTableRenderer
{
    private static readonly string[] Numbers = ["#", "devices", "batch", "accum.", "global", "x lr", "lr", "repeat", "seed", "steps/epoch", "estimate"];

    public static void Render(PlanView plan, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string header in (string[])["#", "run", "devices", "batch", "accum.", "global", "lr rule", "x lr", "lr", "amp", "repeat", "seed", "steps/epoch", "estimate"])
        {
            table.AddColumn(new TableColumn(header) { NoWrap = true, Alignment = Numbers.Contains(header) ? Justify.Right : Justify.Left });
        }

        foreach (PlanRow row in plan.Runs)
        {
            table.AddRow([.. Cells(row).Select(text => new Text(text))]);
        }

        console.Write(table);
        console.WriteLine("* baseline; batch: images of one device in one micro-batch; global: images of one step; x lr: what the rule makes of the base rate");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Runs.Count} runs, about {RoughTime.Text(plan.TotalSeconds)} one after the other (rough: counted from arithmetic, not measured)"));
    }

    private static IEnumerable<string> Cells(PlanRow row) =>
    [
        Number(row.Order),
        row.IsBaseline ? $"{row.RunId} *" : row.RunId,
        Number(row.Devices),
        Number(row.BatchPerDevice),
        Number(row.Accumulate),
        Number(row.GlobalBatch),
        Name(row.LrRule),
        row.LrFactor.ToString("0.###", CultureInfo.InvariantCulture),
        row.LearningRate.ToString("G4", CultureInfo.InvariantCulture),
        Name(row.Amp),
        Number(row.Repeat),
        Number(row.Seed),
        Number(row.StepsPerEpoch),
        RoughTime.Text(row.EstimatedSeconds),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(Enum member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
}
