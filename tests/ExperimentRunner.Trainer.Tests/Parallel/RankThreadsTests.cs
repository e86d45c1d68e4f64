using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class RankThreadsTests
{
    [Fact]
    public void Each_rank_keeps_its_own_thread()
    {
        using var barrier = new RankBarrier(3);
        using var threads = new RankThreads(3, barrier, _ => { });
        int[] first = new int[3];
        int[] second = new int[3];

        threads.Run(rank => first[rank] = Environment.CurrentManagedThreadId);
        threads.Run(rank => second[rank] = Environment.CurrentManagedThreadId);

        Assert.Equal(first, second);
        Assert.Equal(3, first.Distinct().Count());
    }

    [Fact]
    public void A_failing_rank_frees_those_that_wait_for_it_and_its_error_is_the_one_that_counts()
    {
        using var barrier = new RankBarrier(3);
        using var threads = new RankThreads(3, barrier, _ => { });

        var thrown = Assert.Throws<InvalidDataException>(() => threads.Run(rank =>
        {
            if (rank == 1)
            {
                throw new InvalidDataException("rank 1 is broken");
            }

            barrier.Meet();
        }));

        Assert.Equal("rank 1 is broken", thrown.Message);
    }
}
