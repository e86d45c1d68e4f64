using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Reporting;

public sealed class TimeToTargetTests
{
    [Fact]
    public void A_report_shows_what_the_target_took_where_there_is_one()
    {
        string report = MarkdownReport.Render(new SweepBuilder("devices")
            .Cell(new(1, Target: 0.9), Reached(40), Reached(42), Reached(41))
            .Cell(new(2, Target: 0.9), Reached(25), Missed(), Missed())
            .Cell(new(4, Target: 0.9), Missed(), Missed(), Missed())
            .Report());

        Assert.Contains("| time to target |", report, StringComparison.Ordinal);
        Assert.Contains("| 41.0 s to 90.0 % |", report, StringComparison.Ordinal);
        Assert.Contains("| 25.0 s to 90.0 % (1 of 3 repeats) |", report, StringComparison.Ordinal);
        Assert.Contains("| 90.0 % not reached |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_target_there_is_no_such_column() =>
        Assert.DoesNotContain("time to target", MarkdownReport.Render(Sweeps.CleanScaling().Report()), StringComparison.Ordinal);

    [Fact]
    public void The_JSON_report_has_seconds_and_how_many_repeats_came_there()
    {
        string json = JsonText.Of(new SweepBuilder("devices").Cell(new(1, Target: 0.9), Reached(40), Missed()).Report());

        Assert.Contains("\"seconds_to_target\": 40", json, StringComparison.Ordinal);
        Assert.Contains("\"target_reached\": 1", json, StringComparison.Ordinal);
    }

    private static RunSetup Reached(double seconds) => With(new TargetReach(0.9, Epoch: 2, Images: 800, seconds));

    private static RunSetup Missed() => With(new TargetReach(0.9, null, null, null));

    private static RunSetup With(TargetReach target) => Run.Finished(117, 0.9, result => result with { Target = target });
}
