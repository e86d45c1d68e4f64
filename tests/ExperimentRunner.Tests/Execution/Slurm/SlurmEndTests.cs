using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SlurmEndTests
{
    private static readonly SlurmSubmission Submission = new() { Time = DateTimeOffset.UnixEpoch, Number = 1, JobName = "x.1", Repeat = 1, RunIds = ["a"] };

    [Theory]
    [InlineData("OUT_OF_MEMORY", FailureKind.OutOfMemory, "--mem=32G")]
    [InlineData("TIMEOUT", FailureKind.Timeout, "slurm.time")]
    [InlineData("DEADLINE", FailureKind.Timeout, "slurm.time")]
    [InlineData("FAILED", FailureKind.Crash, "left no result")]
    [InlineData("COMPLETED", FailureKind.Crash, "left no result")]
    public void What_a_run_did_to_itself_is_a_failure(string word, FailureKind kind, string says)
    {
        RunOutcome outcome = SlurmEnd.OutcomeOf(Standing(word), ["last words"]);

        var failed = Assert.IsType<RunOutcome.Failed>(outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.Contains($"Slurm says {word} of job 7_0 on n1: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains(says, failed.Message, StringComparison.Ordinal);
        Assert.Equal(["last words"], failed.LastLines);
    }

    [Theory]
    [InlineData("CANCELLED", "somebody cancelled")]
    [InlineData("NODE_FAIL", "node failed")]
    [InlineData("PREEMPTED", "made way")]
    public void What_the_cluster_did_to_a_run_leaves_it_to_be_done_again(string word, string says)
    {
        RunOutcome outcome = SlurmEnd.OutcomeOf(Standing(word), []);

        Assert.Contains(says, Assert.IsType<RunOutcome.Cancelled>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_Slurm_has_forgotten_is_done_again() =>
        Assert.StartsWith("Slurm knows nothing", Assert.IsType<RunOutcome.Cancelled>(SlurmEnd.OutcomeOf(new SlurmStanding(Submission, 0, null), [])).Reason, StringComparison.Ordinal);

    private static SlurmStanding Standing(string word) => new(Submission, 0, new SlurmTask("x.1", "7", 0, word, "", "n1"));
}
