using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.History;
using ExperimentRunner.Execution.Probes;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Planning.Scheduling;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary><c>plan</c>: the runs of a matrix, in order, and what they may take and cost.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var shards = new ShardOptions();
        var format = new Option<PlanFormat>("--format") { Description = "table or json.", HelpName = "table|json" };
        var probe = new Option<bool>("--probe") { Description = "Measure speed and peak memory of each distinct shape: eight steps on random numbers in a trainer of its own. Takes a while; later plans and sweeps on this machine rest on it, too." };
        Option<string?> trainer = RunnerOptions.Trainer();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("plan", "Print the runs of a matrix in order: batch, learning rate and the factor of its rule, steps an epoch; what they may take and cost, and what is different from the last sweep of the name. Starts nothing, unless it is to probe.")
        {
            matrix, set, shards.Piece, shards.Where, format, probe, trainer, artifacts,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PlannedMatrix? planned = await PlannedMatrix.ReadAsync(
                parsed.GetRequiredValue(matrix), parsed.GetValue(set) ?? [], shards.Read(parsed), ImageFolders.OnDisk, Console.Error, TimeProvider.System, cancellationToken);
            if (planned is null)
            {
                return ExitCode.UserFault;
            }

            SweepPlan plan = planned.Plan.Own();
            var folder = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName);
            MachineFingerprint machine = MachineFingerprint.Of(await MachineProbe.DescribeAsync(cancellationToken));
            (var sweeps, var probes) = (new SweepStore(folder.Sweeps), new ProbeStore(folder.Probes, machine));
            IReadOnlyDictionary<string, ProbedShape> probed = parsed.GetValue(probe)
                ? await ProbeAsync(plan, parsed.GetValue(trainer), probes, cancellationToken)
                : new Dictionary<string, ProbedShape>();
            PlanEstimates estimates = new SweepEstimating(machine, sweeps, probes).Of(plan, planned.Images);
            PlanView view = PlanView.Of(plan, planned.Excluded, planned.Images, estimates).With(probed) with { Difference = Difference(planned.Plan, sweeps) };
            view = view with { Estimate = view.Estimate with { PackedSeconds = await PackedSecondsAsync(plan, estimates) } };
            await PrintAsync(view, parsed.GetValue(format));
            return view.Refusals.Count == 0 ? ExitCode.Success : ExitCode.UserFault;
        });
        return command;
    }

    private static PlanDifference? Difference(SweepPlan plan, SweepStore store) =>
        store.FindNewest(plan.Name) is (var sweep, var before) ? EarlierSweep.Difference(sweep, before, plan) : null;

    /// <summary>By playing the sweep in virtual time on the devices of this machine.</summary>
    private static async Task<double?> PackedSecondsAsync(SweepPlan plan, PlanEstimates estimates)
    {
        if (plan.Timing == TimingMode.Exclusive)
        {
            return null;
        }

        DeviceInventory inventory = await DeviceInventory.ReadAsync(SamplingSettings.FromEnvironment(Environment.GetEnvironmentVariable), TimeProvider.System);
        Func<PlannedRun, double> seconds = run => estimates.Of(run).Time.TotalSeconds;
        return new Makespan(inventory.For(plan.Runs[0].Spec).Count, run => inventory.Need(run.Spec), seconds).Of(RunQueue.LongestFirst(plan.Runs, seconds));
    }

    /// <summary>Progress goes to stderr: stdout may be read as JSON.</summary>
    private static Task<IReadOnlyDictionary<string, ProbedShape>> ProbeAsync(SweepPlan plan, string? trainer, ProbeStore probes, CancellationToken cancellationToken)
    {
        var process = new TrainerProcess(TrainerCommand.Of(trainer ?? TrainerCommand.DefaultPath()), TrainerProcess.DefaultGracePeriod, TimeProvider.System);
        return new ShapeProbe(process, probes).MeasureAsync(plan, Console.Error.WriteLine, cancellationToken);
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
