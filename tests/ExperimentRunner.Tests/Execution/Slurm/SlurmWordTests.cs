using ExperimentRunner.Execution.Slurm;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SlurmWordTests
{
    [Theory]
    [InlineData("PENDING", "Pending")]
    [InlineData("REQUEUE_HOLD", "Pending")]
    [InlineData("RUNNING", "Running")]
    [InlineData("COMPLETING", "Running")]
    [InlineData("A_WORD_OF_TOMORROW", "Running")]
    [InlineData("COMPLETED", "Completed")]
    [InlineData("FAILED", "Failed")]
    [InlineData("CANCELLED by 1000", "Cancelled")]
    [InlineData("TIMEOUT", "Timeout")]
    [InlineData("OUT_OF_MEMORY", "OutOfMemory")]
    [InlineData("NODE_FAIL", "NodeFailed")]
    [InlineData("BOOT_FAIL", "NodeFailed")]
    [InlineData("PREEMPTED", "Preempted")]
    public void A_word_of_Slurm_is_read(string word, string state) => Assert.Equal(state, SlurmWord.Read(word).ToString());
}
