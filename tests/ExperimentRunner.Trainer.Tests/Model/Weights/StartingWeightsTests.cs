using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

public sealed class StartingWeightsTests
{
    private static readonly ModelSpec Spec = new() { Width = Fixture.Width, Weights = Fixture.Path("imagenet.safetensors") };

    [Fact]
    public void Every_tensor_of_the_model_comes_from_the_file()
    {
        using nn.Module<Tensor, Tensor> model = ModelFactory.Create(Spec, Fixture.Classes, seed: 1);

        IReadOnlyDictionary<string, StoredTensor> stored = WeightFile.Read(Spec.Weights).Tensors;
        Assert.All(model.state_dict().Where(entry => entry.Value.is_floating_point()), entry => Assert.Equal(stored[entry.Key].ToFloats(), entry.Value.data<float>().ToArray()));
        Assert.Equal(7, model.state_dict()["bn1.num_batches_tracked"].item<long>());
    }

    [Fact]
    public void A_head_for_other_classes_starts_anew_with_a_warning()
    {
        using nn.Module<Tensor, Tensor> model = ModelFactory.Create(Spec, classes: 3, seed: 1);
        using nn.Module<Tensor, Tensor> fresh = ModelFactory.Create(Spec with { Weights = "none" }, classes: 3, seed: 1);

        Assert.Equal(fresh.state_dict()["fc.weight"].data<float>().ToArray(), model.state_dict()["fc.weight"].data<float>().ToArray());
        Assert.NotEqual(fresh.state_dict()["conv1.weight"].data<float>().ToArray(), model.state_dict()["conv1.weight"].data<float>().ToArray());
        Assert.Equal(
            "The last layer (fc) of imagenet.safetensors is for 5 classes and this run has 3: it starts from fresh weights, all others from the file.",
            StartingWeights.Of(Spec)!.HeadWarning(3));
        Assert.Null(StartingWeights.Of(Spec)!.HeadWarning(Fixture.Classes));
    }

    [Fact]
    public void Another_width_or_stem_is_refused_with_the_shapes()
    {
        string wide = Assert.Throws<BadSpecException>(() => ModelFactory.Create(Spec with { Width = 4 }, Fixture.Classes, seed: 1)).Message;
        string cifar = Assert.Throws<BadSpecException>(() => ModelFactory.Create(Spec with { Stem = Stem.Cifar }, Fixture.Classes, seed: 1)).Message;

        Assert.Contains("conv1.weight is [2, 3, 7, 7] and must be [4, 3, 7, 7]", wide, StringComparison.Ordinal);
        Assert.Contains("and 96 more", wide, StringComparison.Ordinal);
        Assert.Contains("1 of another shape (conv1.weight is [2, 3, 7, 7] and must be [2, 3, 3, 3])", cifar, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_starts_all_replicas_from_the_file_and_says_which_it_was()
    {
        // With steps too small for a float, every replica still has at the end what it began with.
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Model = Spec, Devices = 3, Train = TrainerSpecs.Tiny.Train with { Epochs = 1, BaseLr = 1e-30 } }) { Exports = true };

        int exitCode = folder.Train();

        Assert.True(exitCode == TrainerExitCode.Success, folder.Errors);
        Assert.Equal(StartingWeights.Of(Spec)!.Sha256, folder.Result.Used!.WeightsSha256);
        AssertSame(folder, name => name.EndsWith("weight", StringComparison.Ordinal) && name != "fc.weight");
        Assert.Contains(folder.Result.Warnings, warning => warning.Contains("is for 5 classes and this run has 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_frozen_backbone_stays_as_the_file_has_it_while_the_head_learns()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Model = Spec, Train = TrainerSpecs.Tiny.Train with { Freeze = Freeze.Backbone } }) { Exports = true };
        using nn.Module<Tensor, Tensor> begun = ModelFactory.Create(Spec, classes: 3, TrainerSpecs.Tiny.Seed);

        int exitCode = folder.Train();

        Assert.True(exitCode == TrainerExitCode.Success, folder.Errors);
        AssertSame(folder, name => !name.StartsWith("fc.", StringComparison.Ordinal) && !WeightFit.IsBatchCounter(name));
        Assert.NotEqual(begun.state_dict()["fc.weight"].data<float>().ToArray(), WeightFile.Read(folder.Paths.Model.Weights).Tensors["fc.weight"].ToFloats());
    }

    [Fact]
    public void A_run_whose_weights_are_not_there_fails_as_a_bad_spec()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Model = Spec with { Weights = "/nowhere/w.pth" } });

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());
        Assert.Contains("model.weights: /nowhere/w.pth is not there.", folder.Errors, StringComparison.Ordinal);
    }

    private static void AssertSame(RunFolder folder, Func<string, bool> belongs)
    {
        IReadOnlyDictionary<string, StoredTensor> exported = WeightFile.Read(folder.Paths.Model.Weights).Tensors;
        KeyValuePair<string, StoredTensor>[] original = [.. WeightFile.Read(Spec.Weights).Tensors.Where(tensor => belongs(tensor.Key))];
        Assert.NotEmpty(original);
        Assert.All(original, tensor => Assert.Equal(tensor.Value.ToFloats(), exported[tensor.Key].ToFloats()));
    }
}
