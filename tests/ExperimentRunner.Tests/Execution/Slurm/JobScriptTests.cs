using System.Runtime.Versioning;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution.Sampling;

namespace ExperimentRunner.Tests.Execution.Slurm;

[UnsupportedOSPlatform("windows")]
public sealed class JobScriptTests
{
    [Fact]
    public async Task A_task_calls_the_runner_with_its_own_run_and_with_any_path()
    {
        using var folder = new TemporaryFolder();
        var sweep = new SweepPaths(folder["it's a sweep; $HOME"]);
        string program = StandInProgram.Write(folder["the runner"], "printf '<%s>\\n' \"$@\"");
        var submission = new SlurmSubmission { Time = DateTimeOffset.UnixEpoch, Number = 2, JobName = "n", Repeat = 1, RunIds = ["d1-a", "d2-b"] };
        string script = folder["script.sh"];
        await File.WriteAllTextAsync(script, new WorkerCommand([program], ["--cache=a b"]).Script(sweep, submission, ["--parsable", "it's"]));

        BufferedCommandResult result = await Cli.Wrap("bash").WithArguments([script])
            .WithEnvironmentVariables(new Dictionary<string, string?> { ["SLURM_ARRAY_TASK_ID"] = "1" }).ExecuteBufferedAsync();

        Assert.Equal(
            ["<work>", "<--sweep-folder>", $"<{sweep.Folder}>", "<--cache=a b>", "<--array>", "<2>", "<--task>", "<1>", "<--run>", "<d2-b>"],
            result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
