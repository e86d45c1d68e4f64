namespace ExperimentRunner.Execution.Devices;

/// <summary>What one device of a run is on this machine: a GPU with its share of the cores, or one core.</summary>
/// <param name="Gpu">UUID of the GPU; null for a core.</param>
/// <param name="Cores">Cores that the threads of a packed run are held to; none: they may use all.</param>
internal sealed record DeviceSlot(string? Gpu, IReadOnlyList<int> Cores)
{
    /// <summary>What nobody else may hold at the same time.</summary>
    public IEnumerable<string> Resources => [.. Gpu is null ? (string[])[] : [Gpu], .. Cores.Select(core => $"core {core}")];
}
