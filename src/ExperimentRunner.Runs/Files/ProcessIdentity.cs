using System.Diagnostics;
using System.Globalization;

namespace ExperimentRunner.Runs.Files;

/// <summary>A process that is never mistaken for a later one with the same id.</summary>
/// <param name="Host">Where it runs.</param>
/// <param name="Boot">The kernel's id of this start of the machine.</param>
/// <param name="ProcessId">On that host.</param>
/// <param name="StartTicks">When it started, in the kernel's clock ticks since the machine did (field 22 of proc_pid_stat(5)).</param>
public sealed record ProcessIdentity(string Host, string Boot, int ProcessId, long StartTicks)
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>Null where the system does not tell (it does on Linux).</summary>
    public static ProcessIdentity? OfThis() => Of(Environment.ProcessId);

    /// <summary>Null if there is no such process, or the system does not tell.</summary>
    public static ProcessIdentity? Of(int process) => File.Exists(BootFile) && StartTicksOf(process) is { } ticks
        ? new ProcessIdentity(Environment.MachineName, File.ReadAllText(BootFile).Trim(), process, ticks)
        : null;

    /// <summary>It still runs, and here.</summary>
    public bool IsAlive() => Of(ProcessId) == this;

    /// <summary>Ends it and all that it started, at once; nothing if it has ended meanwhile.</summary>
    public void Kill()
    {
        try
        {
            // Its handle is opened before it is looked at again, which narrows the time for another to take its id to nothing that matters.
            using var process = Process.GetProcessById(ProcessId);
            if (IsAlive())
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private static long? StartTicksOf(int process)
    {
        try
        {
            // The name, in brackets, may hold anything.
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

            // Field 3, the state: a zombie has ended and only waits for its parent to hear of it.
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
