using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Json;

public sealed class RunSpecJsonTests
{
    [Fact]
    public Task A_spec_is_written_with_its_defaults_spelled_out() => Verifier.Verify(Write(Examples.Spec), "json");

    [Fact]
    public void A_spec_without_defaults_comes_back_as_it_was()
    {
        RunSpec spec = Examples.Spec with
        {
            Model = new ModelSpec { Weights = "/models/resnet18.pt", Stem = Stem.Cifar, Width = 32 },
            Data = new DataSpec
            {
                Source = DataSource.ImageFolder,
                Path = "/data/früchte & gemüse",
                ImageSize = 224,
                Classes = 36,
                TrainImages = 3115,
                TestImages = 359,
                Augment = Augmentation.None,
            },
            Train = new TrainSpec
            {
                Epochs = 20,
                BaseLr = 1e-3,
                Momentum = 0,
                WeightDecay = 0.1 + 0.2,
                WarmupEpochs = 0.5,
                Accumulate = 4,
                Schedule = Schedule.Step,
                StepEpochs = 7,
                StepGamma = 0.3,
                DropLast = false,
            },
            Backend = Backend.Cuda,
            ThreadsPerDevice = 3,
            Amp = Amp.Fp16,
            LrRule = LearningRateRule.Sqrt,
            LrFactor = Math.Sqrt(2),
        };

        Assert.Equal(spec, Read(Write(spec)));
    }

    [Fact]
    public void Values_that_follow_from_others_are_written_for_the_reader_and_computed_when_read()
    {
        string json = Write(Examples.Spec).Replace("\"global_batch\": 128", "\"global_batch\": 1", StringComparison.Ordinal);

        Assert.Contains("\"global_batch\": 1,", json, StringComparison.Ordinal);
        Assert.Equal(128, Read(json).GlobalBatch);
        Assert.Equal(0.1, Read(json).LearningRate);
    }

    [Theory]
    [InlineData("\"amp\": \"on\"", "\"amp\": \"fp8\"")]
    [InlineData("\"amp\": \"on\"", "\"amp\": 1")]
    [InlineData("\"devices\": 2", "\"devices\": \"two\"")]
    [InlineData("\"seed\": 42", "\"sead\": 42")]
    public void A_spec_with_a_wrong_value_or_without_a_required_one_is_refused(string right, string wrong)
    {
        string json = Write(Examples.Spec);

        Assert.Contains(right, json, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => Read(json.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static string Write(RunSpec spec) => JsonSerializer.Serialize(spec, RunJson.Default.RunSpec);

    private static RunSpec Read(string json) => JsonSerializer.Deserialize(json, RunJson.Default.RunSpec)!;
}
