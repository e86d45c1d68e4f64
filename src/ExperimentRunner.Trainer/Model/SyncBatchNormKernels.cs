using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>
/// The arithmetic of batch norm over all ranks by libtorch's own kernels of batch norm, on any device and in any precision: they give the
/// statistics of one rank's images, normalise by given statistics, and sum gradients. Statistics travel as sums in fp64, in which adding
/// up counts, means and squares loses nothing that fp32 had (Chan et al. 1979 merge the same in fp32).
/// </summary>
internal sealed class SyncBatchNormKernels : IDisposable
{
    // libtorch's kernels divide by the number of images, so they are not called without. 6 is fp32 and 7 fp64 (c10/core/ScalarType.h).
    // Epsilon 1e-5 and momentum 0.1 are the defaults of BatchNorm2d; as arguments, TorchSharp could free them too early.
    private const string Script = """
        def sums(x: Tensor) -> Tensor:
            ones = torch.ones([x.size(1)], dtype=7 if x.dtype == 7 else 6, device=x.device)
            mean, variance = torch.batch_norm_update_stats(x, torch.zeros_like(ones), ones, 0.0)
            mean = mean.to(7)
            count = torch.ones([1], dtype=7, device=x.device) * (x.numel() // x.size(1))
            return torch.cat([mean * count, (variance.to(7) + mean * mean) * count, count])

        def normalize(x: Tensor, sums: Tensor, weight: Tensor, bias: Tensor, running_mean: Tensor, running_variance: Tensor) -> List[Tensor]:
            channels = weight.size(0)
            count = sums[2 * channels]
            divisor = torch.clamp_min(count, 1.0)
            mean64 = sums[:channels] / divisor
            variance64 = torch.clamp_min(sums[channels:2 * channels] / divisor - mean64 * mean64, 0.0)
            momentum = (count > 0).to(weight.dtype) * 0.1
            mean = mean64.to(weight.dtype)
            variance = variance64.to(weight.dtype)
            unbiased = (variance64 * (divisor / torch.clamp_min(count - 1.0, 1.0))).to(weight.dtype)
            running_mean.lerp_(mean, momentum)
            running_variance.lerp_(unbiased, momentum)
            if x.size(0) == 0:
                return [torch.empty_like(x), mean, variance, count]
            y, unused_mean, unused_deviation = torch.native_batch_norm(x, weight, bias, mean, variance, False, 0.0, 1e-5)
            return [y, mean, variance, count]

        def local_gradients(gradient: Tensor, x: Tensor, weight: Tensor, mean: Tensor, variance: Tensor) -> List[Tensor]:
            if x.size(0) == 0:
                none = torch.zeros_like(weight)
                return [torch.zeros_like(x), none, none.clone(), torch.cat([none, none]).to(7)]
            dx, dweight, dbias = torch.native_batch_norm_backward(gradient, x, weight, mean, variance, None, None, False, 1e-5, [True, True, True])
            return [dx, dweight, dbias, torch.cat([dweight, dbias]).to(7)]

        def correct_input_gradient(dx: Tensor, x: Tensor, weight: Tensor, mean: Tensor, variance: Tensor, sums: Tensor, count: Tensor) -> Tensor:
            if x.size(0) == 0:
                return dx
            channels = weight.size(0)
            means = (sums / torch.clamp_min(count, 1.0)).to(weight.dtype)
            inverse_deviation = torch.rsqrt(variance + 1e-5)
            scale = -weight * inverse_deviation
            slope = scale * inverse_deviation * means[:channels]
            correction, unused_mean, unused_deviation = torch.native_batch_norm(x, slope, scale * means[channels:], mean, torch.ones_like(variance), False, 0.0, 0.0)
            return dx.add_(correction)

        """;

    private readonly jit.CompilationUnit script = jit.compile(Script);

    /// <returns>fp64, [2 C + 1]: sums, sums of squares and the count of the values of each channel; zeros of no images.</returns>
    public Tensor Sums(Tensor x_NCHW) => x_NCHW.shape[0] == 0
        ? zeros((2 * x_NCHW.shape[1]) + 1, ScalarType.Float64, x_NCHW.device)
        : script.invoke<Tensor>("sums", x_NCHW);

    /// <summary>Moves the running statistics on, unless there are no images on any rank.</summary>
    /// <param name="sums">Over all ranks.</param>
    public NormalizedBatch Normalize(Tensor x_NCHW, Tensor sums, Tensor weight_C, Tensor bias_C, Tensor runningMean_C, Tensor runningVariance_C)
    {
        Tensor[] results = script.invoke<Tensor[]>("normalize", x_NCHW, sums, weight_C, bias_C, runningMean_C, runningVariance_C);
        return new NormalizedBatch(results[0], results[1], results[2], results[3]);
    }

    /// <returns>
    /// Gradients of images (as if the statistics were constants), weight and bias, and the last two as one vector of fp64: the sums of
    /// gradient x normalised value and of the gradient.
    /// </returns>
    public Tensor[] LocalGradients(Tensor gradient_NCHW, Tensor x_NCHW, Tensor weight_C, Tensor mean_C, Tensor variance_C) =>
        script.invoke<Tensor[]>("local_gradients", gradient_NCHW, x_NCHW, weight_C, mean_C, variance_C);

    /// <summary>Adds to the images' gradient what comes through the statistics (Ioffe and Szegedy 2015, arXiv:1502.03167, section 3).</summary>
    /// <param name="sums">Of gradients, over all ranks.</param>
    public void CorrectInputGradient(Tensor dx_NCHW, Tensor x_NCHW, Tensor weight_C, Tensor mean_C, Tensor variance_C, Tensor sums, Tensor count) =>
        script.invoke<Tensor>("correct_input_gradient", dx_NCHW, x_NCHW, weight_C, mean_C, variance_C, sums, count);

    public void Dispose() => script.Dispose();
}
