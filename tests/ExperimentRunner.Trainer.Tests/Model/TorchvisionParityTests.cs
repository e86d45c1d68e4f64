using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model;

/// <summary>Against what torchvision's ResNet18 gave for the same weights and images (Fixtures/make_fixtures.py).</summary>
public sealed class TorchvisionParityTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<Stem, string, bool> Models => new()
    {
        { Stem.Imagenet, "imagenet.pth", false },
        { Stem.Imagenet, "imagenet.safetensors", true },
        { Stem.Cifar, "cifar.th", false },
        { Stem.Cifar, "cifar.th", true },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void The_same_weights_and_images_give_the_same_logits(Stem stem, string weights, bool isChannelsLast)
    {
        using nn.Module<Tensor, Tensor> model = Create(stem, weights);
        using Tensor x_NCHW = Images(stem, isChannelsLast);
        using IDisposable noGrad = no_grad();
        model.eval();

        using Tensor logits_NK = model.forward(x_NCHW);

        AssertClose(Output(stem, "eval_logits"), logits_NK);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_step_in_training_mode_gives_the_same_logits_and_running_statistics(Stem stem, string weights, bool isChannelsLast)
    {
        using nn.Module<Tensor, Tensor> model = Create(stem, weights);
        using Tensor x_NCHW = Images(stem, isChannelsLast);
        using IDisposable noGrad = no_grad();
        model.train();

        using Tensor trainLogits_NK = model.forward(x_NCHW);
        model.eval();
        using Tensor evalLogits_NK = model.forward(x_NCHW);

        AssertClose(Output(stem, "train_logits"), trainLogits_NK);
        AssertClose(Output(stem, "eval_logits_after"), evalLogits_NK);
        Dictionary<string, Tensor> state = model.state_dict();
        foreach (string name in new[] { "bn1.running_mean", "bn1.running_var", "layer4.1.bn2.running_mean", "layer4.1.bn2.running_var" })
        {
            AssertClose(Output(stem, name), state[name]);
        }

        Assert.Equal(8, state["bn1.num_batches_tracked"].item<long>());
    }

    private static nn.Module<Tensor, Tensor> Create(Stem stem, string weights) =>
        ModelFactory.Create(new ModelSpec { Stem = stem, Width = Fixture.Width, Weights = Fixture.Path(weights) }, Fixture.Classes, seed: 1);

    private static Tensor Images(Stem stem, bool isChannelsLast)
    {
        Tensor x_NCHW = Output(stem, "x");
        return isChannelsLast ? x_NCHW.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x_NCHW;
    }

    private static Tensor Output(Stem stem, string name) => Fixture.Output(stem == Stem.Imagenet ? "imagenet" : "cifar", name);

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, Tolerance);
    }
}
