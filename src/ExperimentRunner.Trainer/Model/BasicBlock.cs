using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Model;

/// <summary>Two 3x3 convolutions with a shortcut (He et al. 2015, arXiv:1512.03385); parameter names are torchvision's.</summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    private readonly Normalization normalize;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Sequential? downsample;
    private readonly SmallMapConvolution first;
    private readonly SmallMapConvolution second;

    public BasicBlock(int inChannels, int outChannels, int stride, Normalization? normalize = null)
        : base(nameof(BasicBlock))
    {
        this.normalize = normalize ?? ((layer, x_NCHW) => layer.forward(x_NCHW));
        conv1 = Conv2d(inChannels, outChannels, 3, stride: stride, padding: 1, bias: false);
        bn1 = BatchNorm2d(outChannels);
        conv2 = Conv2d(outChannels, outChannels, 3, padding: 1, bias: false);
        bn2 = BatchNorm2d(outChannels);
        if (stride != 1 || inChannels != outChannels)
        {
            downsample = Sequential(
                ("0", Conv2d(inChannels, outChannels, 1, stride: stride, bias: false)),
                ("1", BatchNorm2d(outChannels)));
        }

        first = new SmallMapConvolution(conv1, stride);
        second = new SmallMapConvolution(conv2, stride: 1);
        RegisterComponents();
    }

    /// <summary>Sets the scale of the last batch norm to 0, so that the block starts by handing its shortcut on.</summary>
    public void StartAsShortcut() => init.zeros_(bn2.weight!);

    /// <param name="input">N images of C channels and H x W pixels.</param>
    public override Tensor forward(Tensor input)
    {
        Tensor x_NCHW = functional.relu(normalize(bn1, first.Forward(input)), inplace: true);
        x_NCHW = normalize(bn2, second.Forward(x_NCHW));
        Tensor shortcut_NCHW = downsample is null ? input : normalize((BatchNorm2d)downsample[1], ((Conv2d)downsample[0]).forward(input));
        return functional.relu(x_NCHW.add_(shortcut_NCHW), inplace: true);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}
