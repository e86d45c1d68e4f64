using System.Globalization;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Model;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class ResNet18Tests
{
    [Fact]
    public Task It_has_torchvisions_names_and_shapes()
    {
        using var model = new ResNet18(classes: 1000);

        IEnumerable<string> lines = model.state_dict().OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]");

        return Verifier.Verify(string.Join('\n', lines));
    }

    [Fact]
    public void It_has_as_many_parameters_as_torchvisions()
    {
        using var model = new ResNet18(classes: 1000);

        // From torchvision's documentation of ResNet18_Weights: num_params 11689512.
        Assert.Equal(11_689_512, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData(Stem.Imagenet, 64)]
    [InlineData(Stem.Imagenet, 33)]
    [InlineData(Stem.Cifar, 32)]
    public void It_gives_each_image_a_score_a_class(Stem stem, int size)
    {
        using var model = new ResNet18(classes: 5, width: 4, stem);
        model.eval();
        using Tensor x_NCHW = randn(3, 3, size, size);

        using Tensor logits_NK = model.forward(x_NCHW);

        Assert.Equal([3, 5], logits_NK.shape);
        Assert.True(logits_NK.isfinite().all().item<bool>());
    }

    [Fact]
    public void The_imagenet_stem_shrinks_an_image_by_32_and_the_cifar_stem_by_8()
    {
        using var imagenet = new ResNet18(2, width: 2, Stem.Imagenet);
        using var cifar = new ResNet18(2, width: 2, Stem.Cifar);

        Assert.Equal([2, 3, 7, 7], imagenet.state_dict()["conv1.weight"].shape);
        Assert.Equal([2, 3, 3, 3], cifar.state_dict()["conv1.weight"].shape);
    }

    [Fact]
    public void Convolutions_start_with_the_spread_of_kaiming_fan_out()
    {
        manual_seed(1);
        using var model = new ResNet18(classes: 10);

        using Tensor weight = model.state_dict()["layer3.1.conv2.weight"];
        double expected = Math.Sqrt(2.0 / (256 * 3 * 3));

        Assert.Equal(expected, weight.std().item<float>(), expected * 0.01);
        Assert.Equal(0, weight.mean().item<float>(), expected * 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        var spec = new ModelSpec { Width = 4 };
        using nn.Module<Tensor, Tensor> one = ModelFactory.Create(spec, classes: 3, seed: 7);
        using nn.Module<Tensor, Tensor> same = ModelFactory.Create(spec, classes: 3, seed: 7);
        using nn.Module<Tensor, Tensor> other = ModelFactory.Create(spec, classes: 3, seed: 8);

        Assert.Equal(Sum(one), Sum(same));
        Assert.NotEqual(Sum(one), Sum(other));
    }

    private static string Sum(nn.Module<Tensor, Tensor> model) =>
        model.parameters().Sum(parameter => parameter.abs().sum().item<float>()).ToString("R", CultureInfo.InvariantCulture);
}
