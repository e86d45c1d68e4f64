using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Csv;

namespace ExperimentRunner.Tests.Reporting.Forms;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData(" blank", "\" blank\"")]
    [InlineData("größe 桃", "größe 桃")]
    public void Fields_are_quoted_where_RFC_4180_wants_it(string field, string written) =>
        Assert.Equal($"{written},x\r\n", CsvText.Row([field, "x"]));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("+1e-3", "+1e-3")]
    [InlineData("a=b", "a=b")]
    [InlineData("\u001b[31m=1\u0007", "'=1")]
    public void No_text_is_taken_for_a_formula(string text, string written) => Assert.Equal(written, CsvText.Harmless(text));

    [Fact]
    public void Every_sweep_over_the_same_axes_has_the_same_columns_whatever_is_known()
    {
        Assert.Equal(Head(Sweeps.NegativeScaling()), Head(Sweeps.AllFailed()));
        Assert.Contains("cell_id,axes.devices,is_baseline,", Head(Sweeps.AllFailed()), StringComparison.Ordinal);
        Assert.Contains(",time_shares.data_wait,", Head(Sweeps.AllFailed()), StringComparison.Ordinal);

        static string Head(SweepBuilder sweep) => CsvReport.RenderCells(sweep.Report()).Split("\r\n")[0];
    }

    [Fact]
    public void Unknown_figures_are_empty_and_lists_are_parted_by_blanks()
    {
        List<string[]> rows = Read(CsvReport.RenderCells(Sweeps.BaselineFailed().Report()));

        Assert.Equal("", rows[1][Array.IndexOf(rows[0], "images_per_second")]);
        Assert.Equal("d1-b32-linear-fp32-a1-s42 d1-b32-linear-fp32-a1-s43", rows[1][Array.IndexOf(rows[0], "run_ids")]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_and_every_run_is_a_row_as_long_as_the_head(string name)
    {
        SpeedupReport report = Sweeps.All[name]().Report();

        List<string[]> cells = Read(CsvReport.RenderCells(report));
        List<string[]> runs = Read(CsvReport.RenderRuns(report));

        Assert.Equal(1 + report.Cells.Count, cells.Count);
        Assert.Equal(1 + report.Plan.Runs.Count, runs.Count);
        Assert.All(cells, row => Assert.Equal(cells[0].Length, row.Length));
        Assert.All(runs, row => Assert.Equal(runs[0].Length, row.Length));
        Assert.Equal(runs[0].Distinct(), runs[0]);
    }

    public static TheoryData<string> Names => new(Sweeps.All.Keys);

    /// <summary>Reads RFC 4180 back, one character at a time.</summary>
    private static List<string[]> Read(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        string field = "";
        bool isQuoted = false;
        for (int at = 0; at < csv.Length; at++)
        {
            switch (csv[at])
            {
                case '"' when isQuoted && at + 1 < csv.Length && csv[at + 1] == '"':
                    field += csv[++at];
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    row.Add(field);
                    field = "";
                    break;
                case '\r' when !isQuoted:
                    row.Add(field);
                    rows.Add([.. row]);
                    row.Clear();
                    field = "";
                    Assert.Equal('\n', csv[++at]);
                    break;
                case var letter:
                    field += letter;
                    break;
            }
        }

        Assert.False(isQuoted);
        Assert.Empty(row);
        return rows;
    }
}
