using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer;

namespace ExperimentRunner.FakeTrainer;

/// <summary>Plays a run that listens: to an interrupt, and to whether its runner is still there.</summary>
internal static class StoppableRun
{
    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public static int Play(FakeRun run, TimeSpan pause, int? crashesAt, string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        int parent = int.Parse(arguments[Array.IndexOf(arguments, "--parent") + 1], CultureInfo.InvariantCulture);
        using var watch = new ParentWatch(parent, stop, TimeProvider.System);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            run.PlayOn(pause, crashesAt, stop.Token);
            return TrainerExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            run.WriteResult(new RunOutcome.Cancelled("The trainer was asked to stop."));
            return TrainerExitCode.Cancelled;
        }
        catch (InvalidOperationException crash)
        {
            Console.Error.WriteLine(crash);
            return TrainerExitCode.Crash;
        }
    }
}
