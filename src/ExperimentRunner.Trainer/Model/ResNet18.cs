using ExperimentRunner.Runs.Specs;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Model;

/// <summary>ResNet18 (He et al. 2015, arXiv:1512.03385) with torchvision's parameter names and initialisation.</summary>
internal sealed class ResNet18 : Module<Tensor, Tensor>
{
    private readonly Stem stem;
    private readonly Normalization normalize;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;
    private readonly Linear fc;
    private bool isBackboneFrozen;

    /// <param name="classes">Scores that the model gives an image.</param>
    /// <param name="width">Channels of the first stage; 64 is ResNet18.</param>
    /// <param name="zeroInitResidual">Each residual branch starts as zero, by the last batch norm of each block (Goyal et al. 2017, arXiv:1706.02677, section 5.1).</param>
    /// <param name="normalize">How batch norm is applied; null takes it over the images given.</param>
    public ResNet18(int classes, int width = 64, Stem stem = Stem.Imagenet, bool zeroInitResidual = false, Normalization? normalize = null)
        : base(nameof(ResNet18))
    {
        this.stem = stem;
        this.normalize = normalize ?? ((layer, x_NCHW) => layer.forward(x_NCHW));
        conv1 = stem switch
        {
            Stem.Imagenet => Conv2d(3, width, 7, stride: 2, padding: 3, bias: false),
            Stem.Cifar => Conv2d(3, width, 3, stride: 1, padding: 1, bias: false),
        };
        bn1 = BatchNorm2d(width);
        layer1 = Stage(width, width, stride: 1);
        layer2 = Stage(width, 2 * width, stride: 2);
        layer3 = Stage(2 * width, 4 * width, stride: 2);
        layer4 = Stage(4 * width, 8 * width, stride: 2);
        fc = Linear(8 * width, classes);
        RegisterComponents();
        Initialize();
        if (zeroInitResidual)
        {
            foreach (BasicBlock block in modules().OfType<BasicBlock>())
            {
                block.StartAsShortcut();
            }
        }
    }

    /// <param name="input">N images of 3 channels and H x W pixels.</param>
    /// <returns>Scores of shape [N, classes].</returns>
    public override Tensor forward(Tensor input) => fc.forward(Features(InFormatOfWeights(input)));

    /// <summary>Images come as channels_last; libtorch's convolutions would keep to that whatever their weights are.</summary>
    public Tensor InFormatOfWeights(Tensor input) => conv1.weight!.is_contiguous() ? input.contiguous() : input;

    /// <summary>
    /// Leaves only the last layer to train: no other parameter gets a gradient, backward ends there, and batch norm keeps the statistics
    /// that it has, in training too. For good.
    /// </summary>
    public void FreezeBackbone()
    {
        isBackboneFrozen = true;
        foreach (Parameter parameter in parameters())
        {
            parameter.requires_grad = false;
        }

        foreach (Parameter parameter in fc.parameters())
        {
            parameter.requires_grad = true;
        }

        train(training);
    }

    public override void train(bool on = true)
    {
        base.train(on && !isBackboneFrozen);
        fc.train(on);
    }

    /// <returns>Of shape [N, 8 x width].</returns>
    private Tensor Features(Tensor input)
    {
        using IDisposable? noGrad = isBackboneFrozen ? no_grad() : null;
        Tensor x_NCHW = functional.relu(normalize(bn1, conv1.forward(input)), inplace: true);
        if (stem == Stem.Imagenet)
        {
            x_NCHW = functional.max_pool2d(x_NCHW, kernel_size: 3, stride: 2, padding: 1);
        }

        x_NCHW = layer4.forward(layer3.forward(layer2.forward(layer1.forward(x_NCHW))));
        return functional.adaptive_avg_pool2d(x_NCHW, 1).flatten(1);
    }

    private Sequential Stage(int inChannels, int outChannels, int stride) =>
        Sequential(("0", new BasicBlock(inChannels, outChannels, stride, normalize)), ("1", new BasicBlock(outChannels, outChannels, 1, normalize)));

    private void Initialize()
    {
        foreach (Module module in modules())
        {
            switch (module)
            {
                case Conv2d convolution:
                    init.kaiming_normal_(convolution.weight!, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
                case BatchNorm2d norm:
                    init.ones_(norm.weight!);
                    init.zeros_(norm.bias!);
                    break;
            }
        }
    }
}
