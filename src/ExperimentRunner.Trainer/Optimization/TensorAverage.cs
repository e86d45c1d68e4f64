using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The moving average of one rank's share of the parameters by libtorch's operators; the first update starts it.</summary>
internal sealed class TensorAverage : IDisposable
{
    private readonly double decay;
    private readonly TensorShare share;
    private readonly Tensor average;

    public TensorAverage(double decay, TensorShare share)
    {
        this.decay = decay;
        this.share = share;
        average = share.Parameters.detach().clone().DetachFromDisposeScope();
        State = new StateTensor(NameOf(share.StateSuffix), average);
    }

    public StateTensor State { get; }

    /// <summary>What the state of an average is called.</summary>
    /// <param name="suffix">Empty where the average is in one piece.</param>
    public static string NameOf(string suffix) => $"ema{suffix}";

    public void Update(UpdateStep step)
    {
        using IDisposable noGrad = no_grad();

        // The weights that a run starts from are no part of the average, as in torch.optim.swa_utils.AveragedModel.
        double decayHere = step.Number == 0 ? 0 : decay;
        average.mul_(decayHere).add_(share.Parameters, alpha: 1 - decayHere);
    }

    public void Swap()
    {
        using IDisposable noGrad = no_grad();
        using Tensor kept = share.Parameters.clone();
        share.Parameters.copy_(average);
        average.copy_(kept);
    }

    public void Dispose() => average.Dispose();
}
