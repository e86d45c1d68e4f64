using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Runs.Tests.Results;

public sealed class TrainerExitCodeTests
{
    /// <summary>A timeout and a stall are the runner's finding: the trainer was asked to stop and cannot know why.</summary>
    public static TheoryData<FailureKind> NamedByTheTrainer => new(Enum.GetValues<FailureKind>().Where(kind => kind is not (FailureKind.Timeout or FailureKind.Stall)));

    [Theory]
    [MemberData(nameof(NamedByTheTrainer))]
    public void A_failure_comes_back_from_its_exit_code(FailureKind kind) =>
        Assert.Equal(kind, TrainerExitCode.ToFailure(TrainerExitCode.Of(kind)));

    [Fact]
    public void No_failure_has_the_exit_code_of_success() =>
        Assert.DoesNotContain(TrainerExitCode.Success, Enum.GetValues<FailureKind>().Select(TrainerExitCode.Of));

    [Fact]
    public void A_run_that_ran_out_of_time_was_asked_to_stop() =>
        Assert.Equal(TrainerExitCode.Cancelled, TrainerExitCode.Of(FailureKind.Timeout));

    [Fact]
    public void A_kill_is_taken_for_the_out_of_memory_killer() =>
        Assert.Equal(FailureKind.OutOfMemory, TrainerExitCode.ToFailure(TrainerExitCode.Killed));

    [Theory]
    [InlineData(1)]
    [InlineData(134)]
    [InlineData(139)]
    [InlineData(-1)]
    public void An_exit_code_that_nobody_named_is_a_crash(int exitCode) =>
        Assert.Equal(FailureKind.Crash, TrainerExitCode.ToFailure(exitCode));
}
