using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Parallel.Nccl;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel.Nccl;

public sealed class NcclTests(StandIn standIn) : IClassFixture<StandIn>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public void Ranks_of_one_process_get_the_sum_of_all_and_close_their_communicators()
    {
        NcclLibrary library = standIn.Require();
        float[][] values = [[1, 2], [10, 20], [100, 200]];

        using (NcclCommunicators communicators = Connect(library, ranks: 3))
        {
            OnThreads(3, rank => AllReduce(communicators, rank, values[rank]));
        }

        Assert.All(values, value => Assert.Equal([111, 222], value));
        Assert.Equal(
            ["ncclCommInitAll", "ncclAllReduce", "ncclAllReduce", "ncclAllReduce", "ncclCommDestroy", "ncclCommDestroy", "ncclCommDestroy"], standIn.Calls);
    }

    [SkippableFact]
    public void Processes_find_each_other_by_the_id_of_the_first_and_connect_their_ranks_in_a_group()
    {
        NcclLibrary library = standIn.Require();
        byte[] shared = new byte[NcclUniqueId.Length];
        using var barrier = new Barrier(2);
        var used = new int[2, 2];
        float[][] values = [[1], [2], [4], [8]];

        OnThreads(2, process =>
        {
            var processes = new ThreadProcesses(process, 2, shared, barrier);
            using var communicators = NcclCommunicators.Connect(library, Cpu(2), processes, local => used[process, local]++, TimeProvider.System);
            OnThreads(2, local => AllReduce(communicators, local, values[(process * 2) + local]));
        });

        Assert.All(values, value => Assert.Equal([15f], value));
        Assert.Equal([1, 1, 1, 1], used.Cast<int>());
        Assert.Single(standIn.Calls, "ncclGetUniqueId");
        Assert.Equal(2, standIn.Calls.Count(call => call == "ncclGroupStart"));
        Assert.Equal(4, standIn.Calls.Count(call => call == "ncclCommInitRank"));
        Assert.True(standIn.Calls.ToList().IndexOf("ncclCommInitRank") > standIn.Calls.ToList().IndexOf("ncclGroupStart"));
        Assert.True(standIn.Calls.ToList().LastIndexOf("ncclCommInitRank") < standIn.Calls.ToList().LastIndexOf("ncclGroupEnd"));
    }

    [SkippableTheory]
    [InlineData("ncclCommInitAll", 2, "ncclCommInitAll failed: unhandled system error (ncclResult_t 2): socket 7 of the stand-in")]
    [InlineData("ncclAllReduce", 6, "ncclAllReduce failed: remote process exited or there was a network error (ncclResult_t 6): socket 7 of the stand-in")]
    public void An_error_says_which_call_failed_and_why(string call, int result, string message)
    {
        NcclLibrary library = standIn.Require();
        standIn.Fail(call, result);

        var error = Assert.Throws<NcclException>(() =>
        {
            using NcclCommunicators communicators = Connect(library, ranks: 1);
            AllReduce(communicators, 0, [1]);
        });

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_rank_that_waits_for_a_dead_peer_is_freed_when_NCCL_finds_out()
    {
        NcclLibrary library = standIn.Require();
        nint[] communicators = library.InitAll([0, 1]);
        using var watched = NcclCommunicators.Watch(library, communicators, TimeProvider.System);
        Task<Exception?> waiting = Task.Run(Exception? () => Record.Exception(() => AllReduce(watched, 0, [1])));
        await UntilCalledAsync("ncclAllReduce");

        standIn.SetAsyncError(communicators[1], error: 6);
        Exception? error = await waiting.WaitAsync(Patience);

        Assert.Contains("remote process exited", Assert.IsType<NcclException>(error).Message, StringComparison.Ordinal);
        await UntilCalledAsync("ncclCommAbort", times: 2);
        watched.Dispose();
        Assert.DoesNotContain("ncclCommDestroy", standIn.Calls);
    }

    [SkippableFact]
    public async Task A_rank_that_fails_frees_the_others_of_its_process()
    {
        NcclLibrary library = standIn.Require();
        ComputeDevices devices = Cpu(2);
        using var replicas = new ReplicaSet(devices, _ => SmallModel.Create(), sharesParameters: false);
        using var barrier = new RankBarrier(2);
        using var exchange = new NcclExchange(replicas, devices, Connect(library, ranks: 2), barrier);
        using var threads = new RankThreads(2, barrier, _ => { });

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Task.Run(() => threads.Run(rank =>
        {
            if (rank == 1)
            {
                throw new InvalidDataException("rank 1 is broken");
            }

            exchange.SumGradients(rank);
        })).WaitAsync(Patience));

        Assert.Equal("rank 1 is broken", failure.Message);
    }

    [SkippableFact]
    public void Training_by_NCCL_gives_what_one_device_gives()
    {
        NcclLibrary library = standIn.Require();
        ImageSet images = FruitDrawing.Draw(
            new DataSpec { ImageSize = 8, Classes = SmallModel.Classes, TrainImages = 23, TestImages = 1 }, seed: 3, threads: 1, CancellationToken.None).Train;
        using var one = new DataParallelRun(images, deviceCount: 1, accumulate: 1);
        using var many = new DataParallelRun(
            images, deviceCount: 3, accumulate: 2, sharesParameters: false,
            exchange: (replicas, devices, barrier) => ReplicaExchangeChoice.Of(library, replicas, devices, new SingleProcess(), barrier, TimeProvider.System).Exchange);

        one.Train(globalBatch: 9);
        many.Train(globalBatch: 9);

        using Tensor difference = (one.Replicas[0].Parameters - many.Replicas[2].Parameters).norm();
        using Tensor norm = one.Replicas[0].Parameters.norm();
        Assert.InRange(difference.item<float>() / norm.item<float>(), 0, 1e-5);
        Assert.Contains("ncclAllReduce", standIn.Calls);
    }

    [Fact]
    public void Without_NCCL_devices_copy_and_a_warning_says_so()
    {
        ComputeDevices devices = Cpu(2);
        using var replicas = new ReplicaSet(devices, _ => SmallModel.Create(), sharesParameters: false);
        using var barrier = new RankBarrier(2);

        var choice = ReplicaExchangeChoice.Of(NcclLibrary.TryLoad("/nowhere/libnccl.so.2"), replicas, devices, new SingleProcess(), barrier, TimeProvider.System);

        using IReplicaExchange exchange = choice.Exchange;
        Assert.IsType<DeviceCopyExchange>(exchange);
        Assert.Contains("libnccl.so.2 can't be loaded", choice.Warning, StringComparison.Ordinal);
    }

    private static ComputeDevices Cpu(int count) => ComputeDevices.Take(Backend.Cpu, count, threadsPerDevice: 1);

    private static NcclCommunicators Connect(NcclLibrary library, int ranks) =>
        NcclCommunicators.Connect(library, Cpu(ranks), new SingleProcess(), _ => { }, TimeProvider.System);

    private static unsafe void AllReduce(NcclCommunicators communicators, int rank, float[] values)
    {
        fixed (float* start = values)
        {
            communicators.AllReduce(rank, start, values.Length);
        }
    }

    private static void OnThreads(int count, Action<int> work)
    {
        Task[] tasks = [.. Enumerable.Range(0, count).Select(rank => Task.Factory.StartNew(() => work(rank), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.True(Task.WaitAll(tasks, Patience), "The ranks wait for each other.");
    }

    private async Task UntilCalledAsync(string call, int times = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (standIn.Calls.Count(called => called == call) < times)
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
