namespace ExperimentRunner.Trainer;

/// <summary>Where programs keep what they can make again, as the XDG Base Directory Specification has it.</summary>
internal static class UserCache
{
    /// <param name="variable">The environment's.</param>
    /// <returns>Null for a user without a home.</returns>
    public static string? Folder(Func<string, string?> variable) =>
        Absolute(variable("XDG_CACHE_HOME")) is { } cache ? Path.Combine(cache, "experiment-runner")
        : Absolute(variable("HOME")) is { } home ? Path.Combine(home, ".cache", "experiment-runner")
        : null;

    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;
}
