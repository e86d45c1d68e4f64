namespace ExperimentRunner.Runs.Results;

/// <summary>What the trainer sees of the machine that it is started on; its verb <c>probe</c> prints it.</summary>
public sealed record TrainerFacts
{
    public int Version { get; init; } = 1;

    /// <summary>Version of libtorch, for example <c>2.10.0</c>; null if it can't be loaded.</summary>
    public string? Libtorch { get; init; }

    /// <summary>Why libtorch can't be loaded; null if it can.</summary>
    public string? LoadFault { get; init; }

    /// <summary>Whether the system's libstdc++ has GLIBCXX_3.4.32, which TorchSharp names; null where there is no such library.</summary>
    public bool? SystemHasGlibcxx { get; init; }

    /// <summary>GPUs that libtorch sees.</summary>
    public required int Gpus { get; init; }

    /// <summary>The CPU multiplies bfloat16 itself.</summary>
    public required bool HasNativeBf16 { get; init; }

    public required bool HasNccl { get; init; }

    public required bool HasMpi { get; init; }
}
