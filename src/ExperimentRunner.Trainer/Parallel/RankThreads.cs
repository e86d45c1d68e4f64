using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>One thread a rank, for as long as the run lasts: libtorch keeps thread counts, autocast and pools per thread.</summary>
internal sealed class RankThreads : IDisposable
{
    private readonly Thread[] threads;
    private readonly SemaphoreSlim[] begin;
    private readonly CountdownEvent done;
    private readonly RankBarrier barrier;
    private readonly ConcurrentQueue<Exception> failures = new();
    private Action<int>? work;

    /// <param name="barrier">Aborted when a rank fails.</param>
    /// <param name="prepare">Run once on each thread before any work.</param>
    public RankThreads(int ranks, RankBarrier barrier, Action<int> prepare)
    {
        this.barrier = barrier;
        done = new CountdownEvent(ranks);
        begin = [.. Enumerable.Range(0, ranks).Select(_ => new SemaphoreSlim(0))];
        threads = [.. Enumerable.Range(0, ranks).Select(rank => new Thread(() => Loop(rank)) { Name = $"rank {rank}", IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        Run(prepare);
    }

    /// <summary>Runs <paramref name="rankWork"/> on all ranks and waits for all of them.</summary>
    /// <exception cref="Exception">What the first failing rank threw.</exception>
    public void Run(Action<int> rankWork)
    {
        work = rankWork;
        done.Reset();
        Array.ForEach(begin, semaphore => semaphore.Release());
        done.Wait();
        if (!failures.IsEmpty)
        {
            // The others only failed because they waited for the one that did.
            Exception cause = failures.FirstOrDefault(failure => failure is not OperationCanceledException) ?? barrier.Cause ?? failures.First();
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    public void Dispose()
    {
        work = null;
        Array.ForEach(begin, semaphore => semaphore.Release());
        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(begin, semaphore => semaphore.Dispose());
        done.Dispose();
    }

    private void Loop(int rank)
    {
        while (true)
        {
            begin[rank].Wait();
            if (work is not { } rankWork)
            {
                return;
            }

            RunOnce(rankWork, rank);
        }
    }

    private void RunOnce(Action<int> rankWork, int rank)
    {
        try
        {
            rankWork(rank);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again by Run, on the thread that asked for the work.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failures.Enqueue(failure);
            barrier.Abort();
        }
        finally
        {
            done.Signal();
        }
    }
}
