using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class SyncBatchNormsTests
{
    private static readonly ComputeDevices Devices = ComputeDevices.Take(Backend.Cpu, 3, threadsPerDevice: 1);

    [Fact]
    public void A_sum_is_the_same_on_all_ranks_bit_for_bit_and_in_every_turn()
    {
        using var barrier = new RankBarrier(3);
        using var threads = new RankThreads(3, barrier, _ => { });
        using var sum = new RankSum(Devices, barrier, new SingleProcess());
        double[,] sums = new double[3, 50];

        threads.Run(rank =>
        {
            for (int turn = 0; turn < 50; turn++)
            {
                using Tensor values = tensor(new[] { 0.1 * (turn + 1) * Math.Pow(10, rank) });
                sum.Replace(rank, values);
                sums[rank, turn] = values.item<double>();
            }
        });

        for (int turn = 0; turn < 50; turn++)
        {
            Assert.Equal(11.1 * (turn + 1), sums[0, turn], 1e-10);
            Assert.Equal(sums[0, turn], sums[1, turn]);
            Assert.Equal(sums[0, turn], sums[2, turn]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rank_that_fails_frees_those_that_wait_in_a_layer(bool isInBackward)
    {
        using var barrier = new RankBarrier(3);
        using var threads = new RankThreads(3, barrier, _ => { });
        using var norms = new SyncBatchNorms(Devices, barrier, new SingleProcess());

        var thrown = Assert.Throws<InvalidDataException>(() => threads.Run(rank =>
        {
            using var scope = NewDisposeScope();
            BatchNorm2d layer = BatchNorm2d(4);
            FailIf(rank == 1 && !isInBackward);
            Tensor y_NCHW = norms[rank].Forward(layer, randn(2, 4, 3, 3).requires_grad_(true));
            FailIf(rank == 1 && isInBackward);
            y_NCHW.sum().backward();
            barrier.Meet();
        }));

        Assert.Equal("rank 1 is broken", thrown.Message);
    }

    [Fact]
    public void What_failed_in_backward_is_what_the_run_fails_with()
    {
        using var barrier = new RankBarrier(2);
        using var threads = new RankThreads(2, barrier, _ => { });

        var thrown = Assert.Throws<InvalidDataException>(() => threads.Run(rank =>
        {
            if (rank == 1)
            {
                barrier.Abort(new InvalidDataException("backward of rank 1 is broken"));
            }

            barrier.Meet();
        }));

        Assert.Equal("backward of rank 1 is broken", thrown.Message);
    }

    private static void FailIf(bool condition)
    {
        if (condition)
        {
            throw new InvalidDataException("rank 1 is broken");
        }
    }
}
