using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SlurmLedgerTests : IDisposable
{
    private static readonly SlurmArray Array = new(2, new SlurmResources(1, 1, AreGpus: false, HasProcesses: false), Plans.Of([1, 2]).Runs);

    private readonly TemporaryFolder folder = new();
    private readonly SlurmLedger ledger;

    public SlurmLedgerTests() => ledger = new SlurmLedger(new SweepPaths(folder["s-1"]), TimeProvider.System);

    [Fact]
    public void What_is_about_to_be_submitted_can_be_found_by_a_name_of_its_own()
    {
        ledger.Intend(Array);
        ledger.Intend(Array);

        IReadOnlyList<SlurmSubmission> read = ledger.Read();
        Assert.Equal([1, 2], read.Select(submission => submission.Number));
        Assert.Distinct(read.Select(submission => submission.JobName));
        Assert.All(read, submission => Assert.StartsWith($"s-1.{submission.Number}-", submission.JobName, StringComparison.Ordinal));
        Assert.All(read, submission => Assert.Null(submission.JobId));
        Assert.Equal(Array.Runs.Select(run => run.RunId), read[0].RunIds);
    }

    [Fact]
    public void What_Slurm_took_has_its_job_id_and_what_it_refused_is_no_more_but_keeps_its_number()
    {
        ledger.Took(ledger.Intend(Array), "41");
        ledger.Refused(ledger.Intend(Array), "no such partition");

        Assert.Equal("41", Assert.Single(ledger.Read()).JobId);
        Assert.Equal(3, ledger.Intend(Array).Number);
    }

    public void Dispose() => folder.Dispose();
}
