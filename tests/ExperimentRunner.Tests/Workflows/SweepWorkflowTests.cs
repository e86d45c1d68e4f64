using System.Text.Json;
using System.Runtime.Versioning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Commands;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tests.Workflows;

/// <summary>sweep.yml from its first job to its last, with the real trainer on the CPU and a real tracking server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SweepWorkflowTests : IDisposable
{
    private static readonly Workflow Sweep = Workflow.Named("sweep.yml");

    private readonly TemporaryFolder folder = new();
    private readonly SimulatedMachine plan;
    private readonly SimulatedMachine report;

    public SweepWorkflowTests()
    {
        Directory.CreateDirectory(folder["artifacts"]);
        File.WriteAllText(folder["tiny.yaml"], """
            name: tiny
            model: { width: 8, stem: cifar }
            data: { source: random, image_size: 32, train_images: 32, test_images: 8 }
            train: { epochs: 1 }
            matrix: { devices: [1, 2], batch_per_device: [4] }
            repeats: 2
            expect: [ peak_memory(devices=2) <= 1MiB ]
            """);
        plan = new(folder["artifacts"]);
        report = new(folder["artifacts"]);
    }

    [Fact]
    public async Task The_commands_of_the_workflow_plan_run_shards_and_report()
    {
        using TrackingServerProcess server = await TrackingServerProcess.StartAsync(folder.Path);
        Dictionary<string, string> known = Known(server.Address);
        Dictionary<string, bool> conditions = new()
        {
            ["${{ always() }}"] = true,
            ["${{ !cancelled() }}"] = true,
            ["${{ !cancelled() && inputs.baseline != '' }}"] = false,
            ["${{ !cancelled() && vars.MLFLOW_TRACKING_URI != '' }}"] = true,
            ["${{ !cancelled() && inputs.pull-request != '' }}"] = true,
        };

        Assert.True(await RunAsync(plan, "plan", known, conditions) == 0, plan.Log);
        JsonElement[] jobs = Jobs(plan);
        foreach ((int index, JsonElement job) in jobs.Index())
        {
            using var machine = new SimulatedMachine(folder["artifacts"]);
            Dictionary<string, string> inJob = new(known) { ["matrix.part"] = job.GetProperty("part").GetString()!, ["strategy.job-index"] = $"{index}" };
            Assert.True(await RunAsync(machine, "run", inJob, conditions) is 0 or 1, machine.Log);
            Assert.Contains("## Verdict", machine.StepSummary, StringComparison.Ordinal);
        }

        int gate = await RunAsync(report, "report", known, conditions);

        Assert.Equal(["--shard=1/2", "--shard=2/2"], jobs.Select(job => job.GetProperty("part").GetString()));
        Assert.Equal(["self-hosted", "gpu", "gpus-2"], jobs[0].GetProperty("runs_on").EnumerateArray().Select(label => label.GetString()));
        Assert.True(gate == 1, report.Log);
        Assert.Contains("::error title=Expectation failed::peak_memory(devices=2) <= 1MiB", report.Log, StringComparison.Ordinal);
        Assert.Contains("## Verdict", report.StepSummary, StringComparison.Ordinal);
        Assert.Contains("\npr comment 7 --body-file marked.md", report.CallsOfGh, StringComparison.Ordinal);
        Assert.StartsWith("<!-- experiment-runner sweep -->\n", await File.ReadAllTextAsync(Path.Combine(report.Checkout, "marked.md")), StringComparison.Ordinal);
        Assert.Contains("## Expectations", await File.ReadAllTextAsync(Path.Combine(report.Checkout, "comment.md")), StringComparison.Ordinal);
        SweepPlan merged = RunnerProgram.PlanOf(new SweepPaths(Assert.Single(Directory.EnumerateDirectories(folder["artifacts/sweep"]))));
        Assert.Equal(4, merged.Runs.Count);
        Assert.Equal(1 + merged.Runs.Count, await TrackedRunsAsync(server.Address));

        // The next sweep: against the one of before, on the same pull request.
        using var next = new SimulatedMachine(folder["artifacts"]) { CommentOfBefore = "42" };
        known["inputs.baseline"] = folder["baseline"];
        conditions["${{ !cancelled() && inputs.baseline != '' }}"] = true;
        Directory.Move(Assert.Single(Directory.EnumerateDirectories(folder["artifacts/sweep"])), folder["baseline"]);
        await RunAsync(next, "report", known, conditions);

        Assert.Contains("api --silent --method PATCH repos/owner/name/issues/comments/42 -F body=@marked.md", next.CallsOfGh, StringComparison.Ordinal);
        Assert.DoesNotContain("pr comment", next.CallsOfGh, StringComparison.Ordinal);
        Assert.Contains(await File.ReadAllTextAsync(Path.Combine(next.Checkout, "comparison.md")), await File.ReadAllTextAsync(Path.Combine(next.Checkout, "marked.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matrix_with_a_mistake_ends_the_plan_with_an_annotation()
    {
        await File.AppendAllTextAsync(folder["tiny.yaml"], "\nrepeat: 2");

        int ended = await RunAsync(plan, "plan", Known(new Uri("http://localhost:1")), new Dictionary<string, bool>());

        Assert.NotEqual(0, ended);
        Assert.Contains("tiny.yaml,line=8,col=1,title=EXP010::'repeat' is no key", plan.Log, StringComparison.Ordinal);
        Assert.Empty(plan.Outputs);
    }

    public void Dispose()
    {
        plan.Dispose();
        report.Dispose();
        folder.Dispose();
    }

    private Dictionary<string, string> Known(Uri server) => new()
    {
        ["inputs.matrix"] = folder["tiny.yaml"],
        ["inputs.split"] = "",
        ["inputs.data-path"] = "",
        ["vars.DATA_PATH"] = "",
        ["inputs.baseline"] = "",
        ["inputs.pull-request"] = "7",
        ["vars.MLFLOW_TRACKING_URI"] = server.ToString(),
        ["secrets.MLFLOW_TRACKING_TOKEN"] = "",
        ["github.token"] = "none",
    };

    private static Task<int> RunAsync(SimulatedMachine machine, string job, Dictionary<string, string> known, Dictionary<string, bool> conditions) => machine.RunAsync(
        Sweep.Jobs[job], Workflow.Map(Sweep.Root, "env"), new Expressions(known.ToDictionary(entry => entry.Key, entry => entry.Value)), conditions);

    private static JsonElement[] Jobs(SimulatedMachine machine) =>
        [.. JsonDocument.Parse(Assert.Single(machine.Outputs)["jobs=".Length..]).RootElement.GetProperty("include").EnumerateArray()];

    private static async Task<int> TrackedRunsAsync(Uri server)
    {
        using var client = new MlflowClient(new TrackingConnection { Server = server }, TimeProvider.System);
        MlflowExperiment? experiment = await client.FindExperimentAsync("tiny", CancellationToken.None);
        return (await client.SearchRunsAsync(experiment!.ExperimentId, "", CancellationToken.None)).Count;
    }
}
