using System.ComponentModel;
using CliWrap;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Execution.Watching;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>Runs one trainer as a child process and watches its events and its memory.</summary>
/// <param name="gracePeriod">How long a trainer that was asked to stop may take to write its result before it is killed.</param>
internal sealed class TrainerProcess(TrainerCommand trainer, TimeSpan gracePeriod, TimeProvider time)
{
    private const string DeviceOrder = "CUDA_DEVICE_ORDER";

    /// <summary>The trainer leaves its model in the run's folder.</summary>
    public bool Exports => trainer.Options.Contains("--export");

    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(20);

    /// <summary>How often the machine is sampled beside the trainer; not at all unless set.</summary>
    public SamplingSettings Sampling { get; init; } = SamplingSettings.None;

    /// <summary>Where the trainer is let to work; null lets it choose.</summary>
    public RunPlacement? Placement { get; private set; }

    /// <summary>Seen from here on are the GPUs of the run, no others.</summary>
    private SamplingSettings SampledHere => Placement is { Gpus.Count: > 0 } ? Sampling with { VisibleDevices = GpuList } : Sampling;

    private string GpuList => string.Join(',', Placement?.Gpus ?? []);

    /// <summary>The same trainer on other devices.</summary>
    public TrainerProcess On(RunPlacement placement)
    {
        var copy = (TrainerProcess)MemberwiseClone();
        copy.Placement = placement;
        return copy;
    }

    /// <summary>Trains the run that the folder describes and leaves a <c>result.json</c> there, however the process ends.</summary>
    /// <exception cref="UserFaultException">The trainer can't be started.</exception>
    /// <param name="onEvent">Called with each event, in order, from one thread at a time.</param>
    public async Task<RunResult> RunAsync(RunPaths run, RunLimits limits, Action<RunEvent> onEvent, StopRequest stop)
    {
        if (Placement is not null)
        {
            WholeFile.WriteJson(run.Placement, Placement, RunJson.Default.RunPlacement);
        }

        DateTimeOffset started = time.GetUtcNow();
        var killsBefore = OutOfMemoryKills.Count();
        using var ask = CancellationTokenSource.CreateLinkedTokenSource(stop.Ask);
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(stop.Kill);
        using var timeUp = new CancellationTokenSource(limits.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration askWhenTimeIsUp = timeUp.Token.Register(ask.Cancel);
        using CancellationTokenRegistration killAfterGrace = ask.Token.Register(() => kill.CancelAfter(gracePeriod));
        var watch = new TrainerWatch(run, SampledHere, onEvent, limits.Stall, onStall: ask.Cancel, time);
        int? exitCode;
        await using (watch)
        {
            exitCode = await RunAndWatchAsync(run, watch, ask.Token, kill.Token);
        }

        return new TrainerEnd
        {
            ExitCode = exitCode,
            Overdue = stop.Ask.IsCancellationRequested ? null : OverdueText.Of(limits, timeUp.IsCancellationRequested, watch.HasStalled),
            Started = started,
            Ended = time.GetUtcNow(),
            EventFault = watch.EventFault,
            SamplingFault = watch.SamplingFault,
            Killed = KillCause.Of(killsBefore, OutOfMemoryKills.Count()),
            PeakMemoryBytes = watch.PeakMemoryBytes,
            Placement = Placement,
        }.Settle(run);
    }

    private async Task<int?> RunAndWatchAsync(RunPaths run, TrainerWatch watch, CancellationToken ask, CancellationToken kill)
    {
        try
        {
            TrainerCommand command = trainer.HeldTo(Placement?.Cores ?? []);
            CommandTask<CommandResult> running = Cli.Wrap(command.FileName)
                .WithArguments([.. command.Arguments, run.Folder, "--parent", $"{Environment.ProcessId}", .. command.Options])
                .WithEnvironmentVariables(Variables(run))
                .WithStandardOutputPipe(LogFile.To(run.StandardOutput))
                .WithStandardErrorPipe(LogFile.To(run.StandardError))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(kill, ask);
            watch.Begin(running.ProcessId);
            return (await running).ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Win32Exception exception)
        {
            throw new UserFaultException($"The trainer can't be started: {exception.Message} ({trainer.FileName})", exception);
        }
    }

    private Dictionary<string, string?> Variables(RunPaths run)
    {
        var variables = new Dictionary<string, string?>(OfSpec(run))
        {
            // In the order in which nvidia-smi counts GPUs, so that the sampled ones are those that are used.
            [DeviceOrder] = Environment.GetEnvironmentVariable(DeviceOrder) ?? "PCI_BUS_ID",
        };
        if (Placement is { Gpus.Count: > 0 })
        {
            variables[VisibleDevices.Variable] = GpuList;
        }

        return variables;
    }

    /// <summary>A run.json that can't be read is for the trainer to complain of.</summary>
    private static IReadOnlyDictionary<string, string?> OfSpec(RunPaths run)
    {
        try
        {
            return AttemptHistory.ReadSpec(run) is { } spec
                ? TrainerEnvironment.Of(spec, Environment.GetEnvironmentVariable(TrainerEnvironment.Tunables))
                : new Dictionary<string, string?>();
        }
        catch (InvalidDataException)
        {
            return new Dictionary<string, string?>();
        }
    }
}
