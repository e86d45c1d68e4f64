using System.Runtime.Versioning;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>Runs whose task ends without a word, as a stand-in for Slurm's programs tells it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SlurmVanishTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SlurmProgramFolder programs = new();
    private readonly RecordedProgress progress = new();
    private readonly List<string> said = [];
    private readonly SweepPlan plan;
    private readonly SweepPaths sweep;

    /// <summary>Remembers the name, by which squeue knows the job.</summary>
    private string NameOfJob => $"for word in \"$@\"; do case $word in --job-name=*) echo \"${{word#*=}}\" > {folder["name"]};; esac; done";

    public SlurmVanishTests()
    {
        SweepPlan one = Plans.Of([1]);
        plan = one with { Runs = [.. one.Runs.Select(run => run with { Spec = run.Spec with { Backend = Backend.Cpu } })] };
        sweep = new SweepStore(folder.Path).Create(plan, "", Plans.Machine);
        programs.Add("sbatch", $"{NameOfJob}; echo 7");
        programs.Add("scontrol", "echo 'MaxArraySize            = 1001'");
    }

    [Theory]
    [InlineData("OUT_OF_MEMORY", FailureKind.OutOfMemory)]
    [InlineData("TIMEOUT", FailureKind.Timeout)]
    [InlineData("FAILED", FailureKind.Crash)]
    public async Task A_run_that_was_on_a_node_and_left_no_result_has_failed_by_what_Slurm_says(string word, FailureKind kind)
    {
        Tells(word, node: "n1");
        Directory.CreateDirectory(sweep.Slurm.Folder);
        await File.WriteAllTextAsync(sweep.Slurm.Log(1, 0), "first\nslurmstepd: error: last words\n");

        SweepOutcome outcome = await RunAsync();

        Assert.Equal(1, outcome.Failed);
        var failed = Assert.IsType<RunOutcome.Failed>(Written()?.Outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.Contains("slurmstepd: error: last words", failed.LastLines);
        Assert.Contains(progress.Lines, line => line.StartsWith("ended ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NODE_FAIL")]
    [InlineData("PREEMPTED")]
    public async Task A_run_that_the_cluster_took_away_is_left_to_be_done_again(string word)
    {
        Tells(word, node: "n1");

        SweepOutcome outcome = await RunAsync();

        Assert.Equal(1, outcome.Open);
        Assert.Contains(word, Assert.IsType<RunOutcome.Cancelled>(Written()?.Outcome).Reason, StringComparison.Ordinal);
        Assert.Null(RunState.Settled(sweep.Run(plan.Runs[0].RunId), retryFailed: false));
    }

    [Fact]
    public async Task A_run_that_never_came_to_a_node_leaves_no_result()
    {
        Tells("CANCELLED", node: "");

        SweepOutcome outcome = await RunAsync();

        Assert.Equal(1, outcome.Open);
        Assert.Null(Written());
    }

    [Fact]
    public async Task What_the_controller_has_forgotten_is_asked_of_the_accounting()
    {
        programs.Add("squeue", "true");
        programs.Add("sacct", "echo '7_0|TIMEOUT'");

        await RunAsync();

        Assert.Equal(FailureKind.Timeout, Assert.IsType<RunOutcome.Failed>(Written()?.Outcome).Kind);
    }

    [Fact]
    public async Task A_result_that_is_there_counts_more_than_what_Slurm_says()
    {
        RunPaths run = sweep.Run(plan.Runs[0].RunId);
        WholeFile.WriteJson(folder["result.json"], new RunResult { RunId = plan.Runs[0].RunId, Outcome = new RunOutcome.Finished(), Started = plan.Created, Ended = plan.Created }, RunJson.Default.RunResult);
        using (var journal = new Journal(folder["journal.jsonl"], TimeProvider.System))
        {
            journal.Write(JournalState.RunStarted, plan.Runs[0].RunId);
        }

        programs.Add("sbatch", $"mkdir -p {run.Folder}; cp {folder["result.json"]} {run.Result}; cp {folder["journal.jsonl"]} {sweep.Slurm.Journal(1, 0)}; {NameOfJob}; echo 7");
        Tells("NODE_FAIL", node: "n1");

        SweepOutcome outcome = await RunAsync();

        Assert.Equal(1, outcome.Finished);
    }

    [Fact]
    public async Task A_full_disk_on_a_node_stops_the_sweep()
    {
        RunPaths run = sweep.Run(plan.Runs[0].RunId);
        using (var journal = new Journal(folder["journal.jsonl"], TimeProvider.System))
        {
            journal.Write(JournalState.WorkerEnded, plan.Runs[0].RunId);
        }

        Directory.CreateDirectory(run.Folder);
        DiskFullResult.Of(run, DiskFullException.Before(run.Folder, 1), TimeProvider.System);
        programs.Add("sbatch", $"cp {folder["journal.jsonl"]} {sweep.Slurm.Journal(1, 0)}; {NameOfJob}; echo 7");
        programs.Add("scancel", $"touch {folder["cancelled"]}");
        Tells("FAILED", node: "n1");

        DiskFullException full = await Assert.ThrowsAsync<DiskFullException>(() => RunAsync());

        Assert.Contains("Make room, then go on", full.Message, StringComparison.Ordinal);
        Assert.Contains(said, line => line.StartsWith($"{plan.Runs[0].RunId} found the disk full.", StringComparison.Ordinal));
        Assert.False(File.Exists(folder["cancelled"]), "scancel was called without a job");
        Assert.Null(RunState.Settled(run, retryFailed: false));
    }

    [Fact]
    public async Task A_controller_that_does_not_answer_for_a_while_ends_no_run()
    {
        string count = folder["asked"];
        programs.Add("squeue", $"echo x >> {count}; [ \"$(wc -l < {count})\" -gt 2 ] || {{ echo 'Unable to contact slurm controller' >&2; exit 1; }}; {Answer("FAILED", "n1")}");

        SweepOutcome outcome = await RunAsync();

        Assert.Equal(1, outcome.Failed);
        Assert.Single(said, line => line.Contains("Unable to contact slurm controller", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_queue_is_no_reason_to_submit_again()
    {
        Tells("FAILED", node: "n1");
        await RunAsync();
        File.Delete(sweep.Run(plan.Runs[0].RunId).Result);
        programs.Add("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1");

        UserFaultException fault = await Assert.ThrowsAsync<UserFaultException>(() => RunAsync());

        Assert.Contains("lest it be submitted twice", fault.Message, StringComparison.Ordinal);
        Assert.Single(new SlurmLedger(sweep, TimeProvider.System).Read());
    }

    [Fact]
    public async Task What_waits_is_taken_back_when_no_further_run_may_start()
    {
        programs.Add("squeue", $"if [ -e {folder["cancelled"]} ]; then {Answer("CANCELLED", "")}; else {Answer("PENDING", "")}; fi");
        programs.Add("scancel", $"echo \"$@\" > {folder["cancelled"]}");

        SweepOutcome outcome = await RunAsync((_, _) => "limits.max_runs is 0.");

        Assert.Equal("limits.max_runs is 0.", outcome.Refusal);
        Assert.Equal(1, outcome.Open);
        Assert.Equal("--state=PENDING 7", (await File.ReadAllTextAsync(folder["cancelled"])).Trim());
    }

    [Fact]
    public async Task A_run_that_the_matrix_no_longer_has_is_cancelled()
    {
        Tells("FAILED", node: "n1");
        await RunAsync();
        Tells("RUNNING", node: "n1");
        programs.Add("scancel", $"echo \"$@\" > {folder["cancelled"]}; echo 'echo \"sbatch: error: enough\" >&2; exit 1' > {Path.Combine(programs.Path, "sbatch")}");
        SweepPlan other = Plans.Of([2]);

        await Assert.ThrowsAsync<UserFaultException>(() => RunAsync(null, other with { Runs = [.. other.Runs.Select(run => run with { Spec = run.Spec with { Backend = Backend.Cpu } })] }));

        Assert.Equal("7_0", (await File.ReadAllTextAsync(folder["cancelled"])).Trim());
        Assert.Contains(said, line => line.Contains("Cancelled 1 runs in Slurm that the matrix no longer has", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        programs.Dispose();
        folder.Dispose();
    }

    private void Tells(string word, string node) => programs.Add("squeue", Answer(word, node));

    private string Answer(string word, string node) => $"echo \"$(cat {folder["name"]})|7|0|{word}|None|{node}\"";

    private RunResult? Written() => WholeFile.ReadJson(sweep.Run(plan.Runs[0].RunId).Result, RunJson.Default.RunResult);

    private async Task<SweepOutcome> RunAsync(StartRefusal? refusal = null, SweepPlan? other = null)
    {
        var pace = new SlurmPace(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(100));
        var slurm = new SlurmSweep(sweep, other ?? plan, new SlurmClient(programs.Path), new WorkerCommand(["runner"], []), pace, progress, said.Add, TimeProvider.System) { Refusal = refusal ?? ((_, _) => null) };
        return await slurm.RunAsync(retryFailed: false, detach: false, new StopRequest(CancellationToken.None, CancellationToken.None));
    }
}
