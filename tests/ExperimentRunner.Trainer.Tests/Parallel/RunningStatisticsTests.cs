using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class RunningStatisticsTests
{
    [Fact]
    public void Averaging_twice_is_averaging_once_bit_for_bit()
    {
        using var replicas = new ReplicaSet(ComputeDevices.Take(Backend.Cpu, 3, threadsPerDevice: 1), _ => new ResNet18(classes: 3, width: 4), sharesParameters: true);
        random.manual_seed(3);
        foreach (Tensor buffer in replicas.SelectMany(replica => replica.Module.buffers()).Where(buffer => buffer.is_floating_point()))
        {
            buffer.uniform_(0, 1);
        }

        float[] before = Numbers(replicas[0]);
        replicas.AverageRunningStatistics();
        float[] once = Numbers(replicas[0]);
        replicas.AverageRunningStatistics();

        Assert.NotEqual(before, once);
        Assert.All(replicas, replica => Assert.Equal(once, Numbers(replica)));
    }

    private static float[] Numbers(Replica replica) =>
        [.. replica.Module.buffers().Where(buffer => buffer.is_floating_point()).SelectMany(buffer => buffer.data<float>().ToArray())];
}
