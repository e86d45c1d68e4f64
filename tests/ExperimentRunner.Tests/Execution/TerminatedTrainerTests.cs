using System.Runtime.Versioning;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution.Sampling;

namespace ExperimentRunner.Tests.Execution;

[UnsupportedOSPlatform("windows")]
public sealed class TerminatedTrainerTests
{
    [Fact]
    public async Task A_trainer_that_somebody_else_ends_by_SIGTERM_was_cancelled_and_did_not_crash()
    {
        using var folder = new TemporaryFolder();
        var run = new RunPaths(folder["d1-b16-none-fp32-s1-abcdef01"]);
        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Spec, Plans.Of([1]).Runs[0].Spec, RunJson.Default.RunSpec);
        string stand = StandInProgram.Write(folder["trainer"], "kill -TERM $$; sleep 60");
        var trainer = new TrainerProcess(new TrainerCommand(stand, []), TrainerProcess.DefaultGracePeriod, TimeProvider.System);

        RunResult result = await trainer.RunAsync(run, new RunLimits(Timeout: null, Stall: null), _ => { }, new StopRequest(CancellationToken.None, CancellationToken.None));

        Assert.Contains("SIGTERM", Assert.IsType<RunOutcome.Cancelled>(result.Outcome).Reason, StringComparison.Ordinal);
    }
}
