using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>AdamW on plain memory, in one pass.</summary>
internal static unsafe class AdamWKernel
{
    /// <summary>Updates parameters, means and squares, <paramref name="count"/> floats each, in place.</summary>
    /// <param name="count">A multiple of 16.</param>
    public static void Update(
        OptimizerRule.AdamW rule, double weightDecay, UpdateStep step, float* gradients, float* parameters, float* means, float* squares, long count)
    {
        (double rate, double root) = Corrections(rule, step);
        var keep = Vector512.Create((float)(1 - (step.LearningRate * weightDecay)));
        var newOfMean = Vector512.Create((float)(1 - rule.Beta1));
        var oldOfSquare = Vector512.Create((float)rule.Beta2);
        var newOfSquare = Vector512.Create((float)(1 - rule.Beta2));
        var perRoot = Vector512.Create((float)(1 / root));
        var epsilon = Vector512.Create((float)rule.Epsilon);
        var minusRate = Vector512.Create((float)-rate);
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            var gradient = Vector512.Load(gradients + i);
            var mean = Vector512.Load(means + i);
            mean = Vector512.FusedMultiplyAdd(gradient - mean, newOfMean, mean);
            mean.Store(means + i);
            Vector512<float> square = Vector512.FusedMultiplyAdd(newOfSquare * gradient, gradient, Vector512.Load(squares + i) * oldOfSquare);
            square.Store(squares + i);
            Vector512<float> divisor = Vector512.FusedMultiplyAdd(Vector512.Sqrt(square), perRoot, epsilon);
            Vector512.FusedMultiplyAdd(mean / divisor, minusRate, Vector512.Load(parameters + i) * keep).Store(parameters + i);
        }
    }

    /// <summary>What makes up for means and squares that start from 0 (Kingma and Ba 2015, arXiv:1412.6980, section 3).</summary>
    /// <returns>The rate for means, and what the root of squares is divided by.</returns>
    public static (double Rate, double Root) Corrections(OptimizerRule.AdamW rule, UpdateStep step)
    {
        double updates = step.Number + 1;
        return (step.LearningRate / (1 - Math.Pow(rule.Beta1, updates)), Math.Sqrt(1 - Math.Pow(rule.Beta2, updates)));
    }
}
