using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer;

/// <summary>Turns signals into the wish to stop, until the process ends: one that is asked again while it leaves must not be killed by that.</summary>
#pragma warning disable CA1001 // There is no moment to dispose of it.
internal sealed partial class StopSignals
#pragma warning restore CA1001
{
    /// <summary>The runner kills after 20 s.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(15);

    /// <summary>mpirun, when it is asked to end, kills 1 s after SIGTERM unless told otherwise.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(0.7);

    // SIGINT and SIG_DFL of signal.h.
    private const int Interrupt = 2;
    private const nint Default = 0;

    private readonly CancellationTokenSource overdue = new();
    private readonly Lock gate = new();
    private TimeSpan promised = TimeSpan.MaxValue;
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals()
    {
        HearInterrupt();
        registrations =
        [
            On(PosixSignal.SIGINT, InTime),
            On(PosixSignal.SIGTERM, AtOnce),
            On((PosixSignal)JobLauncher.StopSignal, InTime),
        ];
    }

    public CancellationTokenSource Ask { get; } = new();

    public CancellationToken Asked => Ask.Token;

    /// <summary>Somebody asked so long ago that others can't be waited for any more.</summary>
    public CancellationToken Overdue => overdue.Token;

    public void AskInTime() => AskFor(InTime);

    /// <summary>
    /// A shell that starts something in the background has it ignore SIGINT, and so do its children, which .NET respects. SIGINT is how the
    /// runner asks, from wherever it was started.
    /// </summary>
    private static void HearInterrupt() => Disposition(Interrupt, Default);

    private PosixSignalRegistration On(PosixSignal signal, TimeSpan patience) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        AskFor(patience);
    });

    /// <summary>Who asks again, which several do until it is done, counts only with less patience.</summary>
    private void AskFor(TimeSpan patience)
    {
        lock (gate)
        {
            if (patience < promised)
            {
                promised = patience;
                overdue.CancelAfter(patience);
            }
        }

        Ask.Cancel();
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Disposition(int signal, nint handler);
}
