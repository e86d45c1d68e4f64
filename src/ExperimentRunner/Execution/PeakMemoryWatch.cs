using System.Globalization;

namespace ExperimentRunner.Execution;

/// <summary>The highest resident memory of a process, read while it lives: after the kernel has killed it, nobody can tell any more.</summary>
internal sealed class PeakMemoryWatch
{
    private const string Field = "VmHWM:";

    /// <summary>Null where it was never readable.</summary>
    public long? Bytes { get; private set; }

    public void Poll(int process)
    {
        try
        {
            string? line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
            if (line is not null && long.TryParse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes))
            {
                Bytes = kibibytes * 1024;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended; what was read last holds.
        }
    }
}
