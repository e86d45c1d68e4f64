using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

/// <summary>Finds the trainers of a job by what /proc tells, and signals them.</summary>
internal static partial class JobProcesses
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>The process of one rank that works in a run folder; null while there is none.</summary>
    public static int? Find(string runFolder, int rank) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int process) ? process : 0)
        .Where(process => process > 0 && Strings(process, "cmdline").Contains(runFolder) && Strings(process, "environ").Contains($"OMPI_COMM_WORLD_RANK={rank}"))
        .Select(process => (int?)process)
        .FirstOrDefault();

    public static void Signal(int process, int signal) => Assert.Equal(0, NativeKill(process, signal));

    private static string[] Strings(int process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/{file}")).Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int NativeKill(int process, int signal);
}
