namespace ExperimentRunner.Runs.Specs;

/// <summary>Environment variables that a trainer must find at its start: glibc reads them before any of our code runs.</summary>
public static class TrainerEnvironment
{
    /// <summary>glibc's own settings.</summary>
    public const string Tunables = "GLIBC_TUNABLES";

    /// <summary>
    /// Huge pages for malloc's memory (glibc 2.35 and later; others ignore it). Where weights and images are in another format than
    /// channels_last, they cost more than they give.
    /// </summary>
    private const string HugePages = "glibc.malloc.hugetlb=1";

    /// <param name="tunables">What <see cref="Tunables"/> is now; a user's own choice is kept.</param>
    public static IReadOnlyDictionary<string, string?> Of(RunSpec spec, string? tunables) =>
        string.IsNullOrEmpty(tunables) && spec.Train.MemoryFormat == MemoryFormat.ChannelsLast
            ? new Dictionary<string, string?> { [Tunables] = HugePages }
            : new Dictionary<string, string?>();
}
