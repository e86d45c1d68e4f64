namespace ExperimentRunner.Execution.Devices;

/// <summary>Reads CUDA_VISIBLE_DEVICES as CUDA does: indexes, or UUIDs, which may be cut short; what comes after a name that is none is not seen.</summary>
internal static class VisibleDevices
{
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Parts of a GPU, which nvidia-smi does not list among the GPUs.</summary>
    private const string MigPrefix = "MIG-";

    /// <param name="text">The variable; null is all.</param>
    /// <param name="uuids">Of all GPUs, in the order of their indexes.</param>
    /// <returns>UUIDs in the order of the variable.</returns>
    public static IReadOnlyList<string> Of(string? text, IReadOnlyList<string> uuids) => text is null
        ? uuids
        : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(name => Find(name, uuids)).TakeWhile(uuid => uuid is not null).OfType<string>().Distinct()];

    private static string? Find(string name, IReadOnlyList<string> uuids) => name.StartsWith(MigPrefix, StringComparison.Ordinal)
        ? name
        : uuids.Where((uuid, index) => name == $"{index}" || (name.StartsWith("GPU-", StringComparison.Ordinal) && uuid.StartsWith(name, StringComparison.Ordinal))).FirstOrDefault();
}
