using ExperimentRunner.Reporting;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

public sealed class MarkdownReportTests
{
    [Fact]
    public Task Mixed_precision_that_fell_back_to_fp32_is_no_gain() => Verify(Sweeps.AmpFallback());

    [Fact]
    public Task A_failed_baseline_leaves_no_speedups_and_says_why() => Verify(Sweeps.BaselineFailed());

    [Fact]
    public Task Interrupted_and_never_started_runs_are_rows() => Verify(Sweeps.Unfinished());

    [Fact]
    public Task Strong_and_weak_scaling_are_told_apart() => Verify(Sweeps.StrongAndWeak());

    [Fact]
    public Task A_run_that_differs_from_its_description_is_told_of() => Verify(Sweeps.Differing());

    private static Task Verify(SweepBuilder sweep, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Verifier.Verify(MarkdownReport.Render(sweep.Report()), "md", test: test);
}
