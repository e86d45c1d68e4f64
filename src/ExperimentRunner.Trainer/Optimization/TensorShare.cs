using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>What one rank updates by libtorch's operators, on any device.</summary>
/// <param name="Parameters">fp32, 1-D.</param>
/// <param name="Gradients">Of the parameters; an update spoils them.</param>
/// <param name="DecayedCount">How many of the first parameters weight decay holds for.</param>
/// <param name="StateSuffix">Ends the names of the state: empty, or that of the rank.</param>
internal sealed record TensorShare(Tensor Parameters, Tensor Gradients, long DecayedCount, string StateSuffix = "")
{
    /// <summary>A number for each parameter, 0 at first; to be disposed.</summary>
    public Tensor CreateState() => zeros_like(Parameters).DetachFromDisposeScope();

    /// <summary>The part that weight decay holds for, of the parameters or of something as long; to be disposed.</summary>
    public Tensor Decayed(Tensor whole) => whole.narrow(0, 0, DecayedCount).DetachFromDisposeScope();

    /// <summary>Ends the names of the state of one of several ranks.</summary>
    public static string SuffixOf(int rank) => $".rank{rank}";
}
