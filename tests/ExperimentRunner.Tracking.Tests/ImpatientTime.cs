using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Tracking.Tests;

/// <summary>A clock on which every wait passes at once, and is noted; only waits of two minutes, the timeout of transfers, never end.</summary>
internal sealed class ImpatientTime : FakeTimeProvider
{
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(120);

    private readonly List<TimeSpan> waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (waits)
            {
                return [.. waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < Endless)
        {
            lock (waits)
            {
                waits.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
