using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum on plain memory, in one pass.</summary>
internal static unsafe class SgdKernel
{
    /// <summary>Updates <paramref name="parameters"/> and <paramref name="velocities"/>, <paramref name="count"/> floats each, in place.</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Update(OptimizerRule.Sgd rule, double weightDecay, double learningRate, float* gradients, float* parameters, float* velocities, long count)
    {
        var decay = Vector512.Create((float)weightDecay);
        var momentum = Vector512.Create((float)rule.Momentum);
        var rate = Vector512.Create((float)-learningRate);
        bool usesNesterov = rule.UsesNesterov;
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            var parameter = Vector512.Load(parameters + i);
            Vector512<float> gradient = Vector512.FusedMultiplyAdd(parameter, decay, Vector512.Load(gradients + i));
            Vector512<float> velocity = Vector512.FusedMultiplyAdd(Vector512.Load(velocities + i), momentum, gradient);
            velocity.Store(velocities + i);
            Vector512<float> direction = usesNesterov ? Vector512.FusedMultiplyAdd(velocity, momentum, gradient) : velocity;
            Vector512.FusedMultiplyAdd(direction, rate, parameter).Store(parameters + i);
        }
    }
}
