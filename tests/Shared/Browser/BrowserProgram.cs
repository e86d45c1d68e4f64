namespace ExperimentRunner.Testing;

/// <summary>The browser that this machine has.</summary>
internal static class BrowserProgram
{
    private static readonly IReadOnlyList<string> Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>EXPERIMENT_RUNNER_BROWSER where it is set, else the first Chromium or Chrome on the PATH; null where there is none.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("EXPERIMENT_RUNNER_BROWSER") is { Length: > 0 } named ? named : Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates() =>
        from name in Names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        select Path.Combine(folder, name);
}
