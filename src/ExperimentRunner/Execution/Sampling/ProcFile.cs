namespace ExperimentRunner.Execution.Sampling;

/// <summary>Files by which the Linux kernel tells of itself.</summary>
internal static class ProcFile
{
    /// <summary>Null where there is no such file: on other systems, and of a process that has ended.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The fields of a line, which are separated by spaces.</summary>
    public static string[] Fields(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
