using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD on the flat buffer of parameters of one CPU.</summary>
internal sealed unsafe class MemorySgd : IMemoryOptimizer
{
    private readonly OptimizerRule.Sgd rule;
    private readonly Tensor velocities;
    private readonly float* parameterMemory;
    private readonly float* velocityMemory;

    /// <param name="length">Floats that are trained.</param>
    public MemorySgd(OptimizerRule.Sgd rule, Tensor parameters, long length)
    {
        this.rule = rule;
        velocities = zeros(length).DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(parameters);
        velocityMemory = TensorMemory.Floats(velocities);
        State = [new StateTensor("sgd.velocity", velocities)];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public void Update(FlatSegment piece, float* gradients, UpdateStep step, double weightDecay) => SgdKernel.Update(
        rule, weightDecay, step.LearningRate, gradients, parameterMemory + piece.Start, velocityMemory + piece.Start, piece.Length);

    public void Dispose() => velocities.Dispose();
}
