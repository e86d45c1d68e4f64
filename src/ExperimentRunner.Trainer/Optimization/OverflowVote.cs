using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Lets all ranks of an fp16 run skip a step together when the gradients of any of them overflowed.</summary>
/// <param name="meet">Waits for all ranks.</param>
internal sealed class OverflowVote(int ranks, Action meet)
{
    private readonly bool[] isFinite = new bool[ranks];
    private readonly LossScaler scaler = new();

    /// <summary>What losses are multiplied by; holds for a whole step.</summary>
    public double Scale => scaler.State.Scale;

    public int SkippedSteps => scaler.State.SkippedSteps;

    /// <summary>What goes on from step to step; to be set only to what it was in an interrupted run.</summary>
    public LossScalerState State
    {
        get => scaler.State;
        set => scaler.State = value;
    }

    /// <summary>Whether every rank's share is free of NaN and infinities. Every rank must ask once a step.</summary>
    public bool AllFinite(int rank, Tensor gradientShare)
    {
        using Tensor finite = gradientShare.isfinite();
        using Tensor all = finite.all();
        isFinite[rank] = all.item<bool>();
        meet();
        return Array.TrueForAll(isFinite, isFiniteOfRank => isFiniteOfRank);
    }

    /// <summary>Adjusts the scale for the next step; to be called between steps.</summary>
    public void EndStep() => scaler.Update(overflowed: Array.Exists(isFinite, isFiniteOfRank => !isFiniteOfRank));
}
