using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Optimization;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

public sealed class CheckpointFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    [Fact]
    public void What_was_written_comes_back_bit_for_bit()
    {
        using Tensor weights = rand(3, 4, 5);
        using Tensor counter = tensor(7L);
        using Tensor target = zeros(3, 4, 5);
        using Tensor targetCounter = tensor(0L);
        Folder().Write(Progress(step: 3), [0.1, double.Epsilon, 1e300], [new("weights", weights), new("counter", counter)]);

        Checkpoint read = Open()!;
        read.Restore([new("weights", target), new("counter", targetCounter)]);

        Assert.Equal(weights.data<float>().ToArray(), target.data<float>().ToArray());
        Assert.Equal(7, targetCounter.item<long>());
        Assert.Equal([0.1, double.Epsilon, 1e300], read.MeasuredSeconds);
        Assert.Equal(Progress(step: 3).LossScaler, read.Progress.LossScaler);
        Assert.Equal(3, read.Progress.StepInEpoch);
    }

    [Fact]
    public void The_last_two_are_kept()
    {
        CheckpointFolder checkpoints = Folder();

        for (int step = 1; step <= 5; step++)
        {
            checkpoints.Write(Progress(step), [], []);
        }

        Assert.Equal(["checkpoint-000004.safetensors", "checkpoint-000005.safetensors"], Names());
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void A_byte_that_was_changed_anywhere_is_found_and_the_one_before_is_taken(double where)
    {
        using Tensor weights = rand(5000);
        CheckpointFolder checkpoints = Folder();
        checkpoints.Write(Progress(step: 1), [], [new("weights", weights)]);
        checkpoints.Write(Progress(step: 2), [], [new("weights", weights)]);
        Change(folder["checkpoint", "checkpoint-000002.safetensors"], where);

        Checkpoint? read = Open();

        Assert.Equal(1, read?.Progress.StepInEpoch);
        Assert.Contains("checkpoint-000002.safetensors was passed over: its checksum is wrong", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_that_a_run_went_on_from_is_kept_and_the_torn_one_is_not()
    {
        Folder().Write(Progress(step: 1), [], []);
        CheckpointFolder first = Folder();
        first.OpenNewest("run", long.MaxValue, warnings.Add);
        first.Write(Progress(step: 2), [], []);
        File.WriteAllText(folder["checkpoint", "checkpoint-000002.safetensors"], "torn");
        CheckpointFolder second = Folder();

        second.OpenNewest("run", long.MaxValue, warnings.Add);
        second.Write(Progress(step: 3), [], []);

        Assert.Equal(["checkpoint-000001.safetensors", "checkpoint-000003.safetensors"], Names());
    }

    [Fact]
    public void With_no_whole_one_left_there_is_none()
    {
        Folder().Write(Progress(step: 1), [], []);
        File.WriteAllText(folder["checkpoint", "checkpoint-000001.safetensors"], "");
        File.WriteAllText(folder["checkpoint", "checkpoint-notes.safetensors"], "no number");
        File.WriteAllText(folder["checkpoint", "checkpoint-000002.safetensors.tmp"], "half");

        Assert.Null(Open());
        Assert.Single(warnings);
    }

    [Theory]
    [InlineData("other", 100, "belongs to run run")]
    [InlineData("run", 49, "events.jsonl lost lines")]
    public void One_that_does_not_belong_to_what_is_in_the_folder_is_passed_over(string runId, long eventsBytes, string why)
    {
        Folder().Write(Progress(step: 1), [], []);

        Assert.Null(Folder().OpenNewest(runId, eventsBytes, warnings.Add));
        Assert.Contains(why, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_of_another_shape_are_not_restored()
    {
        using Tensor weights = rand(4);
        using Tensor other = rand(5);
        Folder().Write(Progress(step: 1), [], [new("weights", weights)]);

        Checkpoint read = Open()!;

        Assert.Throws<InvalidDataException>(() => read.Restore([new("weights", other)]));
        Assert.Throws<InvalidDataException>(() => read.Restore([new("bias", weights)]));
    }

    public void Dispose() => folder.Dispose();

    private CheckpointFolder Folder() => new(folder["checkpoint"]);

    private Checkpoint? Open() => Folder().OpenNewest("run", long.MaxValue, warnings.Add);

    private IEnumerable<string?> Names() => Directory.GetFiles(folder["checkpoint"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static void Change(string file, double where)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[(int)(where * bytes.Length)] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    internal static RunProgress Progress(int step) => new()
    {
        RunId = "run",
        Used = new UsedSettings
        {
            Backend = Backend.Cpu,
            DeviceName = "CPU",
            Devices = 1,
            ThreadsPerDevice = 1,
            BatchPerDevice = 1,
            Accumulate = 1,
            GlobalBatch = 1,
            LearningRate = 0.1,
            Precision = Precision.Fp32,
            ChannelsLast = true,
            TrainImages = 10,
            TestImages = 10,
            Classes = ["a", "b"],
            StepsPerEpoch = 10,
            Parameters = 10,
            Library = "libtorch",
        },
        Started = DateTimeOffset.UnixEpoch,
        EventsBytes = 50,
        Warnings = ["one"],
        PreparationSeconds = 1,
        WallSeconds = 2,
        Checkpoints = new CheckpointUse(1, 0.5, 0),
        LossScaler = new LossScalerState(Scale: 4096, GoodSteps: 17, SkippedSteps: 4),
        StepInEpoch = step,
    };
}
