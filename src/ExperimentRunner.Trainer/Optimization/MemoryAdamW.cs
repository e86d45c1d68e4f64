using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>AdamW on the flat buffer of parameters of one CPU.</summary>
internal sealed unsafe class MemoryAdamW : IMemoryOptimizer
{
    private readonly OptimizerRule.AdamW rule;
    private readonly Tensor means;
    private readonly Tensor squares;
    private readonly float* parameterMemory;
    private readonly float* meanMemory;
    private readonly float* squareMemory;

    /// <param name="length">Floats that are trained.</param>
    public MemoryAdamW(OptimizerRule.AdamW rule, Tensor parameters, long length)
    {
        this.rule = rule;
        means = zeros(length).DetachFromDisposeScope();
        squares = zeros(length).DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(parameters);
        meanMemory = TensorMemory.Floats(means);
        squareMemory = TensorMemory.Floats(squares);
        State = [new StateTensor("adamw.mean", means), new StateTensor("adamw.square", squares)];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public void Update(FlatSegment piece, float* gradients, UpdateStep step, double weightDecay) => AdamWKernel.Update(
        rule, weightDecay, step, gradients, parameterMemory + piece.Start, meanMemory + piece.Start, squareMemory + piece.Start, piece.Length);

    public void Dispose()
    {
        means.Dispose();
        squares.Dispose();
    }
}
