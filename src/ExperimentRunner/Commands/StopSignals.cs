using System.Runtime.InteropServices;
using ExperimentRunner.Execution;

namespace ExperimentRunner.Commands;

/// <summary>Ctrl-C and SIGTERM: the first asks the sweep to stop, the second ends the run at work at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource ask = new();
    private readonly CancellationTokenSource kill = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <param name="onFirst">Called once, at the first signal.</param>
    public StopSignals(Action onFirst) => registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Escalate(onFirst);
        })),
    ];

    public StopRequest Request => new(ask.Token, kill.Token);

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        ask.Dispose();
        kill.Dispose();
    }

    private void Escalate(Action onFirst)
    {
        if (ask.IsCancellationRequested)
        {
            kill.Cancel();
            return;
        }

        onFirst();
        ask.Cancel();
    }
}
