using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary>What a sweep does where Slurm does its runs.</summary>
internal sealed class SlurmSession(SweepRequest request, SweepPaths paths, SweepPlan plan, IAnsiConsole console, TimeProvider time)
{
    /// <summary>What the first Ctrl-C says.</summary>
    public const string Leaving = "Leaving: the runs go on in Slurm. Press Ctrl-C again within 10 s to cancel them.";

    // A CI service that cancels a job sends SIGINT, a few seconds later SIGTERM (GitHub: 7.5 s), and means the jobs, too.
    private static readonly TimeSpan SecondThought = TimeSpan.FromSeconds(10);

    /// <summary>Is asked whether runs that wait may still start.</summary>
    public StartRefusal Refusal { get; init; } = (_, _) => null;

    /// <summary>Refuses to do runs on this machine that Slurm has as well.</summary>
    /// <exception cref="UserFaultException">Slurm has some, or can't be asked.</exception>
    public static async Task RequireIdleAsync(SweepPaths sweep, SweepPlan plan, CancellationToken cancellationToken)
    {
        string way = $"Go on with `sweep --resume --executor=slurm --sweep={plan.SweepId}`, or take them from Slurm with `cancel --sweep={plan.SweepId}` first.";
        try
        {
            if (await ActiveRunsAsync(sweep, plan, cancellationToken) is > 0 and var active)
            {
                throw new UserFaultException($"Slurm has {active} runs of sweep {plan.SweepId}. {way}");
            }
        }
        catch (SlurmUnavailableException exception)
        {
            throw new UserFaultException($"{exception.Message} Slurm may have runs of sweep {plan.SweepId}. {way}", exception);
        }
    }

    /// <returns>Runs that wait or work in Slurm; 0 of a sweep that was never there.</returns>
    /// <exception cref="SlurmUnavailableException">The controller does not answer.</exception>
    /// <exception cref="UserFaultException">The sweep was given to Slurm, whose programs are not here.</exception>
    public static async Task<int> ActiveRunsAsync(SweepPaths sweep, SweepPlan plan, CancellationToken cancellationToken)
    {
        if (!File.Exists(sweep.Slurm.Submissions))
        {
            return 0;
        }

        IReadOnlyDictionary<string, SlurmStanding> standings = await SlurmQueue.ReadAllAsync(sweep, plan, new SlurmClient(), cancellationToken);
        return standings.Values.Count(standing => standing.IsActive);
    }

    /// <exception cref="UserFaultException">Slurm is not there, or does not take the runs.</exception>
    public async Task<SweepOutcome> RunAsync(ISweepProgress progress, StopRequest stop)
    {
        await SlurmRequirements.CheckAsync(plan, stop.Ask);
        var sweep = new SlurmSweep(paths, plan, new SlurmClient(), new WorkerCommand(WorkerCommand.ThisProgram(), Options()), SlurmPace.Default, progress, console.WriteLine, time) { Refusal = Refusal };
        SweepOutcome outcome = await sweep.RunAsync(request.RetryFailed, request.Detaches, stop);
        if (stop.Ask.IsCancellationRequested && outcome.Open > 0)
        {
            await Task.Delay(SecondThought, time, stop.Kill).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.Kill.IsCancellationRequested)
            {
                console.WriteLine($"Cancelled {await CancelCommand.CancelAsync(paths, plan, CancellationToken.None)} runs in Slurm.");
            }
        }

        return outcome;
    }

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int ConcludeDetached(SweepOutcome outcome)
    {
        string id = plan.SweepId;
        console.WriteLine($"{outcome.Open} of {outcome.Planned} runs are with Slurm. `status --sweep={id}` shows them, `cancel --sweep={id}` cancels them, `sweep --resume --executor=slurm --sweep={id}` watches them and writes the report.");
        return ExitCode.Success;
    }

    private string[] Options() =>
    [
        $"--trainer={Path.GetFullPath(request.Trainer)}",
        $"--cache={request.Artifacts.Cache}",
        .. request.Exports ? ["--export"] : Array.Empty<string>(),
        .. request.RetryFailed ? ["--retry-failed"] : Array.Empty<string>(),
    ];
}
