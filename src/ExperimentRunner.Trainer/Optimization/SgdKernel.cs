using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum on plain memory, in one pass.</summary>
internal static unsafe class SgdKernel
{
    /// <summary>Updates <paramref name="parameters"/> and <paramref name="velocities"/>, <paramref name="count"/> floats each, in place.</summary>
    public static void Update(MomentumSettings settings, double learningRate, float* gradients, float* parameters, float* velocities, long count)
    {
        float decay = (float)settings.WeightDecay;
        float momentum = (float)settings.Momentum;
        float rate = (float)-learningRate;
        var decays = Vector512.Create(decay);
        var momenta = Vector512.Create(momentum);
        var rates = Vector512.Create(rate);
        long i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var parameter = Vector512.Load(parameters + i);
            Vector512<float> gradient = Vector512.FusedMultiplyAdd(parameter, decays, Vector512.Load(gradients + i));
            Vector512<float> velocity = Vector512.FusedMultiplyAdd(Vector512.Load(velocities + i), momenta, gradient);
            velocity.Store(velocities + i);
            Vector512.FusedMultiplyAdd(velocity, rates, parameter).Store(parameters + i);
        }

        for (; i < count; i++)
        {
            velocities[i] = MathF.FusedMultiplyAdd(velocities[i], momentum, MathF.FusedMultiplyAdd(parameters[i], decay, gradients[i]));
            parameters[i] = MathF.FusedMultiplyAdd(velocities[i], rate, parameters[i]);
        }
    }
}
