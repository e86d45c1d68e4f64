using ExperimentRunner.Trainer.Optimization;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class TrainingLossTests
{
    private const int Images = 5;
    private const int Classes = 4;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0, 0.3)]
    [InlineData(0.1, 0.3)]
    public void It_is_the_sum_over_images_of_the_cross_entropy_with_the_smoothed_and_mixed_target(double smoothing, double share)
    {
        manual_seed(4);
        using Tensor logits_NK = randn(Images, Classes);
        using Tensor y_N = randint(0, Classes, Images, ScalarType.Int64);
        using Tensor own_NK = nn.functional.one_hot(y_N, Classes).to(ScalarType.Float32);
        using Tensor target_NK = ((1 - smoothing) * ((share * own_NK) + ((1 - share) * own_NK.flip(0)))) + (smoothing / Classes);
        using Tensor expected = -(target_NK * nn.functional.log_softmax(logits_NK, 1)).sum();

        using Tensor loss = new TrainingLoss(smoothing).Sum(logits_NK, y_N, share);

        Assert.Equal(expected.item<float>(), loss.item<float>(), 1e-4f);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void It_is_computed_in_fp32_whatever_the_scores_are(ScalarType type)
    {
        using Tensor logits_NK = randn(Images, Classes).to(type);
        using Tensor y_N = zeros(Images, ScalarType.Int64);

        using Tensor loss = new TrainingLoss(labelSmoothing: 0).Sum(logits_NK, y_N);

        Assert.Equal(ScalarType.Float32, loss.dtype);
        using Tensor expected = -nn.functional.log_softmax(logits_NK.to(ScalarType.Float32), 1).select(1, 0).sum();
        Assert.Equal(expected.item<float>(), loss.item<float>(), 1e-5f);
    }
}
