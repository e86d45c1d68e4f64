using ExperimentRunner.Runs.Specs;

namespace Benchmarks.Contenders;

/// <summary>Something that is measured in a process of its own, once a round.</summary>
/// <param name="Name">Unique; shown while it is measured.</param>
internal abstract record Contender(string Name)
{
    /// <summary>A run of the trainer.</summary>
    /// <param name="WatchesMemory">Reads its memory while it works, which costs it time: such a run is not timed.</param>
    public sealed record Trainer(string Name, RunSpec Spec, bool WatchesMemory = false) : Contender(Name);

    /// <summary>The same work done by PyTorch.</summary>
    public sealed record Peer(string Name, PeerSettings Settings, bool WatchesMemory = false) : Contender(Name);

    /// <summary>What libtorch's 3x3 convolutions reach at best with the devices, threads and precision of a run.</summary>
    public sealed record ConvolutionPeak(string Name, RunSpec Spec) : Contender(Name);

    /// <summary>What one core prepares of stored images.</summary>
    public sealed record Loader(string Name, DataSpec Data) : Contender(Name);
}
