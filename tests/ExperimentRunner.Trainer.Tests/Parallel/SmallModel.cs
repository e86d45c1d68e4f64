using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Parallel;

/// <summary>A model without batch norm, so that splitting a batch changes nothing but rounding.</summary>
internal static class SmallModel
{
    public const int Classes = 3;

    public static Module<Tensor, Tensor> Create()
    {
        random.manual_seed(5);
        return Sequential(
            ("conv", Conv2d(3, 5, 3, padding: 1)),
            ("relu", ReLU()),
            ("pool", AdaptiveAvgPool2d(2)),
            ("flatten", Flatten()),
            ("fc", Linear(20, Classes)));
    }
}
