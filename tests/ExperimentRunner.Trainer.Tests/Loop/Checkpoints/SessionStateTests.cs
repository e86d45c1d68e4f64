using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

public sealed class SessionStateTests
{
    /// <param name="sharesParameters">As on one CPU; else each replica has its own, as on GPUs.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Everything_that_goes_on_from_step_to_step_is_restored_on_all_replicas(bool sharesParameters)
    {
        using var folder = new TemporaryFolder();
        using var trained = new Replicas(sharesParameters, seed: 1);
        using var fresh = new Replicas(sharesParameters, seed: 2);
        var checkpoints = new CheckpointFolder(folder["checkpoint"]);
        trained.State.Save(tensors => checkpoints.Write(CheckpointFolderTests.Progress(step: 1), [], tensors));
        float draw = rand(1).item<float>();

        Checkpoint found = checkpoints.OpenNewest("run", long.MaxValue, _ => { })!;
        fresh.State.Restore(ResumePoint.Share(new SingleProcess(), found)!);

        Assert.Equal(trained.Numbers(), fresh.Numbers());
        Assert.Equal(draw, rand(1).item<float>());
        Assert.Equal(4096, fresh.Overflow.Scale);
        Assert.Equal(4, fresh.Overflow.SkippedSteps);
    }

    /// <summary>Two replicas of a model with batch norm, every number of which is another one.</summary>
    private sealed class Replicas : IDisposable
    {
        private readonly RankBarrier barrier = new(2);
        private readonly ReplicaSet replicas;
        private readonly IParameterUpdate update;

        public Replicas(bool sharesParameters, int seed)
        {
            var devices = ComputeDevices.Take(Backend.Cpu, 2, threadsPerDevice: 1);
            replicas = new ReplicaSet(devices, _ => new ResNet18(classes: 3, width: 4), sharesParameters);
            var settings = new UpdateSettings(new OptimizerRule.AdamW(0.9, 0.999, 1e-8), WeightDecay: 0.01, EmaDecay: 0.9);
            update = sharesParameters
                ? new SharedMemoryUpdate(settings, replicas, barrier, new SingleProcess())
                : new CollectiveUpdate(settings, replicas, new DeviceCopyExchange(replicas, devices, barrier), overflow: null);
            State = new SessionState(replicas, update, Overflow, new SingleProcess());
            random.manual_seed(seed);
            using IDisposable noGrad = no_grad();
            foreach (Tensor tensor in Tensors().Where(tensor => tensor.is_floating_point()))
            {
                tensor.uniform_(0, 1);
            }

            if (!sharesParameters)
            {
                replicas[1].Parameters.copy_(replicas[0].Parameters);
            }
        }

        public OverflowVote Overflow { get; } = new(ranks: 2, () => { });

        public SessionState State { get; }

        public IReadOnlyList<double> Numbers() => [.. Tensors().SelectMany(tensor => tensor.to(ScalarType.Float64).flatten().data<double>().ToArray())];

        public void Dispose()
        {
            update.Dispose();
            barrier.Dispose();
            replicas.Dispose();
        }

        private IEnumerable<Tensor> Tensors() =>
        [
            .. replicas.Select(replica => replica.Parameters),
            .. update.State.Select(state => state.Values),
            .. replicas.SelectMany(replica => replica.Module.buffers()),
        ];
    }
}
