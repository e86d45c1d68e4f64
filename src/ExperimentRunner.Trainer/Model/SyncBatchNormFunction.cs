using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>Gives autograd the backward of <see cref="SyncBatchNorm"/>. Inputs: images, weight, bias, running mean, running variance, the rank's object.</summary>
internal sealed class SyncBatchNormFunction : autograd.SingleTensorFunction<SyncBatchNormFunction>
{
    private const string Owner = nameof(Owner);

    public override string Name => nameof(SyncBatchNormFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var owner = (SyncBatchNorm)vars[5];
        (Tensor x_NCHW, Tensor weight_C) = ((Tensor)vars[0], (Tensor)vars[1]);
        NormalizedBatch result = owner.Normalize(x_NCHW, weight_C, (Tensor)vars[2], (Tensor)vars[3], (Tensor)vars[4]);
        ctx.save_data(Owner, owner);
        ctx.save_for_backward([x_NCHW, weight_C, result.Mean_C, result.Variance_C, result.Count]);
        return result.Y_NCHW;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        Tensor?[] gradients = ((SyncBatchNorm)ctx.get_data(Owner)).Backward(grad_output, ctx.get_saved_variables);
        return [gradients[0]!, gradients[1]!, gradients[2]!, null!, null!, null!];
    }
}
