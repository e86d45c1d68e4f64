namespace ExperimentRunner.Trainer;

/// <summary>Asks the processes of a run to stop once the trainer that started mpirun is gone: mpirun itself would go on.</summary>
internal sealed class LauncherWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ITimer timer;

    /// <param name="launcher">Process id on this host.</param>
    public LauncherWatch(int launcher, Action stop, TimeProvider time) => timer = time.CreateTimer(
        _ =>
        {
            if (IsGone(launcher))
            {
                stop();
            }
        },
        state: null,
        TimeSpan.Zero,
        Interval);

    /// <summary>Whether the trainer that started mpirun has ended.</summary>
    public static bool IsGone(int launcher) => !Directory.Exists($"/proc/{launcher}");

    public void Dispose() => timer.Dispose();
}
