namespace ExperimentRunner.Execution;

/// <summary>What a log says last, for the result of a run that failed.</summary>
internal static class LogTail
{
    private const int LastLines = 20;

    /// <summary>Empty if there is no such file.</summary>
    public static string[] Of(string path) => File.Exists(path) ? [.. File.ReadLines(path).TakeLast(LastLines)] : [];
}
