using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary><c>plan</c>: the runs of a matrix, in order.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var shards = new ShardOptions();
        var format = new Option<PlanFormat>("--format") { Description = "table or json.", HelpName = "table|json" };
        var probe = new Option<bool>("--probe-memory") { Description = "Measure the peak memory of each distinct batch shape: two steps on random numbers in a trainer of its own. Takes a while." };
        Option<string?> trainer = RunnerOptions.Trainer();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("plan", "Print the runs of a matrix in order: batch, learning rate and the factor of its rule, steps an epoch, rough time. Starts nothing, unless memory is to be probed.")
        {
            matrix, set, shards.Piece, shards.Where, format, probe, trainer, artifacts,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PlannedMatrix? planned = await PlannedMatrix.ReadAsync(
                parsed.GetRequiredValue(matrix), parsed.GetValue(set) ?? [], shards.Read(parsed), Console.Error, TimeProvider.System, cancellationToken);
            if (planned is null)
            {
                return ExitCode.UserFault;
            }

            PlanView view = planned.View with { Difference = Difference(planned.Plan, new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName)) };
            await PrintAsync(parsed.GetValue(probe) ? view.With(await ProbeAsync(planned.Plan, parsed.GetValue(trainer), cancellationToken)) : view, parsed.GetValue(format));
            return ExitCode.Success;
        });
        return command;
    }

    private static PlanDifference? Difference(SweepPlan plan, ArtifactPaths artifacts) =>
        new SweepStore(artifacts.Sweeps).FindNewest(plan.Name) is (var sweep, var before) ? EarlierSweep.Difference(sweep, before, plan) : null;

    /// <summary>Progress goes to stderr: stdout may be read as JSON.</summary>
    private static Task<IReadOnlyDictionary<string, ProbedMemory>> ProbeAsync(SweepPlan plan, string? trainer, CancellationToken cancellationToken)
    {
        var process = new TrainerProcess(TrainerCommand.Of(trainer ?? TrainerCommand.DefaultPath()), TrainerProcess.DefaultGracePeriod, TimeProvider.System);
        return new MemoryProbe(process).MeasureAsync(plan, Console.Error.WriteLine, cancellationToken);
    }

    private static Task PrintAsync(PlanView plan, PlanFormat format)
    {
        switch (format)
        {
            case PlanFormat.Json:
                return Console.Out.WriteLineAsync(PlanJson.Write(plan));
            case PlanFormat.Table:
                PlanTableRenderer.Render(plan, CommandConsole.Create());
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
