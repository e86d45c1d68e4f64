using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>A run that had too little memory and was done again with half the batch and twice the accumulation.</summary>
public sealed class RetriedRunReportTests
{
    private const string Warning = "The run uses half the batch.";

    private static readonly SpeedupReport Report = new SweepBuilder("devices").Cell(new(1, Batch: 32), Run.Finished(100, 0.9), Run.Finished(90, 0.9, Halved)).Report();

    [Fact]
    public void Its_batch_is_a_difference_from_what_was_asked_and_its_warning_is_told()
    {
        string report = MarkdownReport.Render(Report);

        Assert.Contains("batch_per_device asked 32, used 16 (1 run)", report, StringComparison.Ordinal);
        Assert.Contains("accumulate asked 1, used 2 (1 run)", report, StringComparison.Ordinal);
        Assert.DoesNotContain("global_batch asked", report, StringComparison.Ordinal);
        Assert.Contains($"{Warning} (1 run)", report, StringComparison.Ordinal);
        Assert.Contains("1 cell did not run as asked", string.Join(' ', Report.Verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_row_has_how_often_it_was_tried() =>
        Assert.Equal(["attempts", "1", "2"], CsvReport.RenderRuns(Report).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')[^1].Trim()));

    private static RunResult Halved(RunResult result) => result with
    {
        Used = result.Used! with { BatchPerDevice = 16, Accumulate = 2 },
        Attempts = [Attempt(result, 32, FailureKind.OutOfMemory), Attempt(result, 16, failure: null)],
        Warnings = [Warning],
    };

    private static RunAttempt Attempt(RunResult result, int batch, FailureKind? failure) =>
        new() { Started = result.Started, Ended = result.Ended, BatchPerDevice = batch, Accumulate = 32 / batch, Failure = failure };
}
