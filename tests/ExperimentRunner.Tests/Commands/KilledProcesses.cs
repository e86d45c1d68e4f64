using System.Globalization;
using System.Text;

namespace ExperimentRunner.Tests.Commands;

/// <summary>Finds processes by what stands in their command lines, and kills them as <c>kill -9</c> does.</summary>
internal static partial class KilledProcesses
{
    private const int SigKill = 9;

    /// <summary>Of processes that work below a folder, other than <paramref name="but"/>.</summary>
    public static IReadOnlyList<int> Below(string folder, int? but = null) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int process) ? process : 0)
            .Where(process => process > 0 && process != but && CommandLine(process).Contains(folder, StringComparison.Ordinal)),
    ];

    /// <summary>Nothing, if it has ended meanwhile.</summary>
    public static void Kill(int process) => _ = NativeKill(process, SigKill);

    private static string CommandLine(int process)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [System.Runtime.InteropServices.LibraryImport("libc", EntryPoint = "kill")]
    private static partial int NativeKill(int process, int signal);
}
