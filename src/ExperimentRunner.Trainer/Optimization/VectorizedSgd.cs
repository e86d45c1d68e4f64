using System.Runtime.Intrinsics;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum on CPU memory, in one pass over gradients, momentum and parameters.</summary>
internal sealed unsafe class VectorizedSgd : IOptimizer
{
    private readonly MomentumSettings settings;
    private readonly float* parameters;
    private readonly float* gradients;
    private readonly Tensor velocity;
    private readonly long length;

    /// <param name="parameters">fp32 on the CPU; its length is a multiple of 16.</param>
    /// <param name="gradients">Of the same length.</param>
    public VectorizedSgd(MomentumSettings settings, Tensor parameters, Tensor gradients)
    {
        this.settings = settings;
        this.parameters = FloatMemory.Of(parameters);
        this.gradients = FloatMemory.Of(gradients);
        length = parameters.numel();
        velocity = zeros_like(parameters).DetachFromDisposeScope();
    }

    public void Step(double learningRate, double gradientScale)
    {
        float* velocities = FloatMemory.Of(velocity);
        var scale = Vector512.Create((float)gradientScale);
        var decay = Vector512.Create((float)settings.WeightDecay);
        var momentum = Vector512.Create((float)settings.Momentum);
        var rate = Vector512.Create((float)-learningRate);
        for (long i = 0; i < length; i += Vector512<float>.Count)
        {
            var parameter = Vector512.Load(parameters + i);
            Vector512<float> gradient = Vector512.FusedMultiplyAdd(parameter, decay, Vector512.Load(gradients + i) * scale);
            Vector512<float> moved = Vector512.FusedMultiplyAdd(Vector512.Load(velocities + i), momentum, gradient);
            moved.Store(velocities + i);
            Vector512.FusedMultiplyAdd(moved, rate, parameter).Store(parameters + i);
            Vector512<float>.Zero.Store(gradients + i);
        }
    }

    public void Dispose() => velocity.Dispose();
}
