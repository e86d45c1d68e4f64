using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model.Export;

public sealed class ExportedModelTests
{
    private static readonly ModelSpec Spec = new() { Width = Fixture.Width, Weights = Fixture.Path("imagenet.pth") };
    private static readonly ModelLabels Labels = new() { RunId = "d1-x", Accuracy = 0.75, ImageSize = 40, Classes = ["a", "b", "c", "d", "é"] };

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        using var folder = new TemporaryFolder();
        ModelPaths paths = Write(folder);

        IReadOnlyDictionary<string, StoredTensor> written = WeightFile.Read(paths.Weights).Tensors;
        IReadOnlyDictionary<string, StoredTensor> original = WeightFile.Read(Spec.Weights).Tensors;

        Assert.Equal(original.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(original.Where(tensor => tensor.Value.Type == ElementType.Float32), tensor => Assert.Equal(tensor.Value.ToFloats(), written[tensor.Key].ToFloats()));
        Assert.All(original.Where(tensor => tensor.Value.Type == ElementType.Int64), tensor => Assert.Equal(tensor.Value.ToLongs(), written[tensor.Key].ToLongs()));
    }

    [Fact]
    public void TorchSharps_own_file_loads_into_a_fresh_model()
    {
        using var folder = new TemporaryFolder();
        ModelPaths paths = Write(folder);
        using var fresh = new ResNet18(Fixture.Classes, Fixture.Width);

        fresh.load(paths.TorchSharp);

        StoredTensor expected = WeightFile.Read(Spec.Weights).Tensors["layer3.0.downsample.0.weight"];
        Assert.Equal(expected.ToFloats(), fresh.state_dict()["layer3.0.downsample.0.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Labels_and_metadata_say_what_the_model_is()
    {
        using var folder = new TemporaryFolder();
        ModelPaths paths = Write(folder);

        string header = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(paths.Weights).AsSpan(8, 300));

        Assert.Equal(Labels with { Classes = [] }, WholeFile.ReadJson(paths.Labels, ModelJson.Default.ModelLabels)! with { Classes = [] });
        Assert.Equal(Labels.Classes, WholeFile.ReadJson(paths.Labels, ModelJson.Default.ModelLabels)!.Classes);
        Assert.StartsWith("""{"__metadata__":{"format":"pt","classes":"[""", header, StringComparison.Ordinal);
        Assert.Contains("\"image_size\":\"40\",\"accuracy\":\"0.75\",\"run_id\":\"d1-x\"}", header, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_model_is_replaced_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        File.WriteAllText(folder["model", "stray"], "");

        Write(folder);

        Assert.Equal(["labels.json", "model.dat", "model.safetensors"], Directory.GetFiles(folder["model"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal([folder["model"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void A_run_that_is_asked_to_leaves_the_model_that_was_evaluated_last(double emaDecay)
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { EmaDecay = emaDecay } }) { Exports = true };

        int exitCode = folder.Train();

        Assert.True(exitCode == TrainerExitCode.Success, folder.Errors);
        ModelLabels labels = WholeFile.ReadJson(folder.Paths.Model.Labels, ModelJson.Default.ModelLabels)!;
        Assert.Equal(folder.Result.FinalAccuracy, labels.Accuracy);
        Assert.Equal(folder.Result.Used!.Classes, labels.Classes);
        Assert.Equal(TrainerSpecs.Tiny.Data.ImageSize, labels.ImageSize);
        Assert.Equal(folder.Result.Epochs[^1].TestLoss, TestLoss(folder.Paths.Model.Weights), 1e-4);
    }

    [Fact]
    public void A_run_that_is_not_asked_to_leaves_no_model()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        folder.Train();

        Assert.False(Directory.Exists(folder.Paths.Model.Folder));
    }

    private static ModelPaths Write(TemporaryFolder folder)
    {
        var paths = new ModelPaths(folder["model"]);
        using nn.Module<Tensor, Tensor> model = ModelFactory.Create(Spec, Fixture.Classes, seed: 1);
        using var exported = new ExportedModel(Spec, Labels, model.state_dict());
        exported.Write(paths);
        return paths;
    }

    /// <summary>What the exported weights give for the test images of the tiny run, drawn anew.</summary>
    private static double TestLoss(string weights)
    {
        RunSpec spec = TrainerSpecs.Tiny;
        Trainer.Data.ImageSet images = Trainer.Data.DatasetLoader.Load(spec.Data, spec.Seed, threads: 1, CancellationToken.None).Test;
        using nn.Module<Tensor, Tensor> model = ModelFactory.Create(spec.Model with { Weights = weights }, images.Classes.Count, seed: 9);
        using var buffer = new Trainer.Data.BatchBuffer(images.Count, images.Size, CPU);
        using Trainer.Data.Batch batch = buffer.Fill(images, [.. Enumerable.Range(0, images.Count)]);
        using IDisposable noGrad = no_grad();
        model.eval();
        return nn.functional.cross_entropy(model.forward(batch.X_NCHW!), batch.Y_N!).item<float>();
    }
}
