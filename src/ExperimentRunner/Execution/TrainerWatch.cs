using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Execution.Watching;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution;

/// <summary>Follows a trainer from before it starts until after it has ended: its events, its memory, and the machine beside it.</summary>
internal sealed class TrainerWatch : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly RunPaths run;
    private readonly SamplingSettings sampling;
    private readonly TimeProvider time;
    private readonly EventFollower events;
    private readonly SignsOfLife life;
    private readonly PeakMemoryWatch memory = new();
    private readonly CancellationTokenSource ended = new();
    private UsageSampler? sampler;
    private ITimer? timer;
    private Task sampled = Task.CompletedTask;

    /// <param name="onEvent">Called with each event, in order, from one thread at a time.</param>
    /// <param name="stall">Longest time without a sign of life; null is no limit.</param>
    /// <param name="onStall">Called once if it is exceeded.</param>
    public TrainerWatch(RunPaths run, SamplingSettings sampling, Action<RunEvent> onEvent, TimeSpan? stall, Action onStall, TimeProvider time)
    {
        this.run = run;
        this.sampling = sampling;
        this.time = time;
        life = new SignsOfLife(run, stall, onStall, time);
        events = new EventFollower(run.Events, happened =>
        {
            sampler?.Notice(happened);
            onEvent(happened);
        });
    }

    /// <summary>What is wrong with <c>events.jsonl</c>; null if nothing is.</summary>
    public string? EventFault => events.Fault;

    public bool HasStalled => life.HasCeased;

    /// <summary>Why the machine was not sampled to the end; null if it was.</summary>
    public string? SamplingFault => sampler?.Fault;

    /// <summary>As last seen; null if never.</summary>
    public long? PeakMemoryBytes => memory.Bytes;

    /// <summary>The trainer has started.</summary>
    public void Begin(int process)
    {
        if (sampling.Interval is { } interval)
        {
            sampler = new UsageSampler(run, process, interval, new NvidiaSmi(sampling.VisibleDevices, sampling.NvidiaSmi), time);
            sampled = Task.Run(() => sampler.RunAsync(ended.Token));
        }

        timer = time.CreateTimer(_ => Poll(process), state: null, PollInterval, PollInterval);
    }

    /// <summary>The trainer has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        await ended.CancelAsync();
        await sampled;
        events.Poll();
        ended.Dispose();
    }

    private void Poll(int process)
    {
        memory.Poll(process);
        events.Poll();
        life.Poll();
    }
}
