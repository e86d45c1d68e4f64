using System.Runtime.Versioning;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;

namespace ExperimentRunner.Tests.Execution.Slurm;

[UnsupportedOSPlatform("windows")]
public sealed class SlurmClientTests : IDisposable
{
    private readonly SlurmProgramFolder programs = new();
    private readonly SlurmClient slurm;

    public SlurmClientTests() => slurm = new SlurmClient(programs.Path);

    [Fact]
    public async Task A_machine_without_Slurm_is_told_where_to_go()
    {
        UserFaultException fault = await Assert.ThrowsAsync<UserFaultException>(() => slurm.SubmitAsync(["--parsable"]));

        Assert.Contains("sbatch is not on the PATH. Run this where", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--executor=slurm", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_what_sbatch_said()
    {
        programs.Add("sbatch", "echo 'sbatch: error: Invalid account' >&2; exit 1");

        Assert.Equal(new SlurmAnswer(null, "sbatch: error: Invalid account"), await slurm.SubmitAsync([]));
    }

    [Fact]
    public async Task The_job_id_of_a_federation_is_read_without_its_cluster()
    {
        programs.Add("sbatch", "echo '1234;north'");

        Assert.Equal("1234", (await slurm.SubmitAsync([])).JobId);
    }

    [Fact]
    public async Task Tasks_are_read_from_squeue()
    {
        programs.Add("squeue", "echo 's.1-a|12|0|RUNNING|None|n1'; echo 's.1-a|12|1|PENDING|Resources|'");

        IReadOnlyList<SlurmTask> tasks = await slurm.TasksAsync(["s.1-a"], CancellationToken.None);

        Assert.Equal([new SlurmTask("s.1-a", "12", 0, "RUNNING", "", "n1"), new SlurmTask("s.1-a", "12", 1, "PENDING", "Resources", "")], tasks);
        Assert.Equal(["12_0", "12_1"], tasks.Select(task => task.Id));
    }

    [Fact]
    public async Task A_controller_that_does_not_answer_is_not_taken_for_an_empty_queue()
    {
        programs.Add("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");

        SlurmUnavailableException fault = await Assert.ThrowsAsync<SlurmUnavailableException>(() => slurm.TasksAsync(["s.1-a"], CancellationToken.None));

        Assert.Contains("Unable to contact slurm controller", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounting_tells_of_what_the_controller_has_forgotten_and_may_be_missing()
    {
        Assert.Empty(await slurm.AccountedAsync(["12_0"], CancellationToken.None));
        programs.Add("sacct", "echo '12_0|TIMEOUT'");

        Assert.Equal("TIMEOUT", (await slurm.AccountedAsync(["12_0"], CancellationToken.None))["12_0"]);
    }

    [Fact]
    public async Task The_way_to_a_tracking_server_stays_out_of_the_jobs_environment()
    {
        const string Variable = "MLFLOW_TRACKING_TOKEN_OF_A_TEST";
        programs.Add("sbatch", $"echo \"id${{{Variable}-none}}\"");
        Environment.SetEnvironmentVariable(Variable, "secret");
        try
        {
            Assert.Equal("idnone", (await slurm.SubmitAsync([])).JobId);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    public void Dispose() => programs.Dispose();
}
