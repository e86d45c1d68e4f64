using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer;

/// <summary>Asks a trainer to stop once the runner that started it is gone, so that nobody trains on unseen.</summary>
internal sealed partial class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ITimer timer;

    /// <param name="parent">Process id of the runner.</param>
    public ParentWatch(int parent, CancellationTokenSource stop, TimeProvider time) =>
        timer = time.CreateTimer(_ => StopIfOrphaned(parent, stop), state: null, TimeSpan.Zero, Interval);

    public void Dispose() => timer.Dispose();

    /// <summary>Whether the runner that started this process has ended.</summary>
    public static bool IsGone(int parent) => GetParentProcessId() != parent;

    private static void StopIfOrphaned(int parent, CancellationTokenSource stop)
    {
        if (IsGone(parent))
        {
            stop.Cancel();
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentProcessId();
}
