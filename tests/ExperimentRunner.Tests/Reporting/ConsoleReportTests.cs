using System.Runtime.CompilerServices;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Reporting.Forms;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ConsoleReportTests
{
    [Fact]
    public Task A_clean_sweep_fits_80_columns() => Verify(Sweeps.CleanScaling(), 80);

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

        return Verifier.Verify(ConsoleText.Plain(report, 80));
    }

    [Fact]
    public void The_verdict_is_bold_and_figures_have_the_colours_of_what_they_mean()
    {
        string text = ConsoleText.Colored(Sweeps.MixedFailures().Report(), 120);

        Assert.StartsWith("\u001b[1m", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[91mfailed", text, StringComparison.Ordinal);
        Assert.Contains("\u001b[90mpartial", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_speedup_is_green_only_where_it_is_distinguishable()
    {
        string certain = ConsoleText.Colored(Sweeps.CleanScaling().Report(), 120);
        string uncertain = ConsoleText.Colored(Sweeps.OneRepeat().Report(), 120);

        Assert.Matches("\u001b\\[32m *x1\\.94", certain);
        Assert.DoesNotContain("\u001b[32m", uncertain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_longer_than_the_terminal(int width) =>
        Assert.All(ConsoleText.Plain(Sweeps.CleanScaling().Report(), width).Split('\n'), line => Assert.True(line.Length <= width, line));

    private static PlannedRun WithMarkup(PlannedRun run) => run with { Axes = [run.Axes[0], new AxisValue("weights", $"[red]{run.Axes[1].Value}[/] größe")] };

    private static Task Verify(SweepBuilder sweep, int width, [CallerMemberName] string test = "") =>
        Verifier.Verify(ConsoleText.Plain(sweep.Report(), width), test: test);
}
