using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Cross-entropy in fp32, whatever the model computes in. N images, K classes.</summary>
/// <param name="labelSmoothing">Share of the target that is spread over all classes (Szegedy et al. 2016, arXiv:1512.00567); 0 to below 1.</param>
internal sealed class TrainingLoss(double labelSmoothing)
{
    /// <param name="mixupShare">What <see cref="Mixup.Mix"/> did to the images; 1 is nothing.</param>
    /// <returns>The sum over the images, not scaled; a scalar.</returns>
    public Tensor Sum(Tensor logits_NK, Tensor y_N, double mixupShare = 1)
    {
        Tensor scores_NK = logits_NK.to(ScalarType.Float32);
        return mixupShare == 1
            ? CrossEntropy(scores_NK, y_N)
            : (mixupShare * CrossEntropy(scores_NK, y_N)) + ((1 - mixupShare) * CrossEntropy(scores_NK, Mixup.Partners(y_N)));
    }

    private Tensor CrossEntropy(Tensor scores_NK, Tensor y_N) =>
        functional.cross_entropy(scores_NK, y_N, reduction: Reduction.Sum, label_smoothing: labelSmoothing);
}
