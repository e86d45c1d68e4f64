using System.Runtime.CompilerServices;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using Spectre.Console;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ConsoleReportTests
{
    [Fact]
    public Task A_clean_sweep_fits_80_columns() => Verify(Sweeps.CleanScaling(), 80);

    [Fact]
    public Task A_clean_sweep_shows_more_on_120_columns() => Verify(Sweeps.CleanScaling(), 120);

    [Fact]
    public Task Failed_and_unfinished_cells_are_rows() => Verify(Sweeps.Unfinished(), 80);

    [Fact]
    public Task Many_axes_still_fit_80_columns() => Verify(Sweeps.ManyAxes(), 80);

    [Fact]
    public Task Markup_in_the_values_of_axes_is_shown_and_not_obeyed()
    {
        SweepFolder sweep = Sweeps.OneRepeat().Folder();
        RunRecord[] runs = [.. sweep.Runs.Select(run => run with { Planned = WithMarkup(run.Planned) })];

        SpeedupReport report = SpeedupReport.Build(sweep with { Plan = sweep.Plan with { Runs = [.. runs.Select(run => run.Planned)] }, Runs = runs });

        return Verifier.Verify(Render(report, 80));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_longer_than_the_terminal(int width) =>
        Assert.All(Render(Sweeps.CleanScaling().Report(), width).Split('\n'), line => Assert.True(line.Length <= width, line));

    private static PlannedRun WithMarkup(PlannedRun run) => run with { Axes = [run.Axes[0], new AxisValue("weights", $"[red]{run.Axes[1].Value}[/] größe")] };

    private static Task Verify(SweepBuilder sweep, int width, [CallerMemberName] string test = "") =>
        Verifier.Verify(Render(sweep.Report(), width), test: test);

    private static string Render(SpeedupReport report, int width)
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        ConsoleReport.Write(console, report);
        return output.ToString().ReplaceLineEndings("\n");
    }
}
