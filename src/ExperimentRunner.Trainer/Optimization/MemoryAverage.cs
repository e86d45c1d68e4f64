using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The moving average of the flat buffer of parameters of one CPU; the first update starts it.</summary>
internal sealed unsafe class MemoryAverage : IDisposable
{
    private readonly double decay;
    private readonly Tensor averages;
    private readonly float* parameterMemory;
    private readonly float* averageMemory;

    /// <param name="length">Floats that are trained.</param>
    public MemoryAverage(double decay, Tensor parameters, long length)
    {
        this.decay = decay;
        using Tensor trained = parameters.narrow(0, 0, length);
        averages = trained.clone().DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(parameters);
        averageMemory = TensorMemory.Floats(averages);
        State = new StateTensor(TensorAverage.NameOf(""), averages);
    }

    public StateTensor State { get; }

    public void Update(FlatSegment piece, UpdateStep step)
    {
        // The weights that a run starts from are no part of the average, as in torch.optim.swa_utils.AveragedModel.
        double decayHere = step.Number == 0 ? 0 : decay;
        AverageKernel.Update(decayHere, parameterMemory + piece.Start, averageMemory + piece.Start, piece.Length);
    }

    public void Swap(FlatSegment piece) => AverageKernel.Swap(parameterMemory + piece.Start, averageMemory + piece.Start, piece.Length);

    public void Dispose() => averages.Dispose();
}
