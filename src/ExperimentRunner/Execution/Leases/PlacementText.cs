using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Leases;

/// <summary>For example <c>GPU-2f1c…; cores 0, 1</c>.</summary>
internal static class PlacementText
{
    public static string Of(RunPlacement placement)
    {
        string[] parts =
        [
            .. placement.Gpus.Count > 0 ? [string.Join(", ", placement.Gpus)] : Array.Empty<string>(),
            placement.Cores.Count > 0 ? $"cores {string.Join(", ", placement.Cores)}" : "all cores",
        ];
        return string.Join("; ", parts);
    }
}
