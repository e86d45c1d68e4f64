using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Orphans;

/// <summary>The trainer of a runner that is gone, as far as it still holds its run folder.</summary>
internal sealed partial class Orphan(RunPaths run, OrphanPatience patience, TimeProvider time)
{
    // SIGINT of signal.h: how a runner asks its trainer.
    private const int Interrupt = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody holds the folder any more; asks and then kills who does. Who holds it on another host is only waited for.</summary>
    /// <exception cref="UserFaultException">Somebody holds it for too long.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        bool isAsked = false;
        while (FolderLock.IsHeld(run.Lock))
        {
            TimeSpan waited = time.GetElapsedTime(begin);
            ProcessIdentity? holder = TrainerLock.Holder(run);
            if (waited > patience.GiveUp)
            {
                throw new UserFaultException($"A trainer from an earlier sweep still works in {run.Folder}{Name(holder)}. End that process, then resume.");
            }

            if (waited > patience.Ask && !isAsked && holder?.IsAlive() == true)
            {
                isAsked = true;
                _ = Signal(holder.ProcessId, Interrupt);
            }

            if (waited > patience.Kill && holder?.IsAlive() == true)
            {
                holder.Kill();
            }

            await Task.Delay(Interval, time, cancellationToken);
        }

        TrainerLock.ForgetHolder(run);
    }

    private static string Name(ProcessIdentity? holder) =>
        holder is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (process {holder.ProcessId} on {holder.Host})");

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
