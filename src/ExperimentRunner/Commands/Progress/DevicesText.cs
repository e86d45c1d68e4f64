using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Commands.Progress;

/// <summary>Names the devices of a run, briefly.</summary>
internal static class DevicesText
{
    private const int CharactersOfUuid = 12;

    /// <summary>For example <c>GPU-1a2b3c4d</c>, <c>4 GPUs</c>, <c>cores 2,3</c> or <c>whole machine</c>.</summary>
    public static string Of(RunPlacement placement) => placement switch
    {
        { Gpus: [var one] } => one[..Math.Min(one.Length, CharactersOfUuid)],
        { Gpus.Count: > 1 } => $"{placement.Gpus.Count} GPUs",
        { Cores.Count: > 0 } => $"cores {string.Join(',', placement.Cores)}",
        { IsPacked: true } => "all cores",
        _ => "whole machine",
    };
}
