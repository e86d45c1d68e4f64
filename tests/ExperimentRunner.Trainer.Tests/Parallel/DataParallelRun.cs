using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

/// <summary>Trains <see cref="SmallModel"/> for some steps on devices of one CPU.</summary>
internal sealed class DataParallelRun : IDisposable
{
    private readonly ImageSet images;
    private readonly int accumulate;
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;
    private readonly RankThreads threads;
    private readonly OverflowVote? overflow;
    private readonly IBatchSource[] sources;
    private readonly RankTrainer[] trainers;

    /// <param name="scalesLosses">As fp16 does; not for replicas that share parameters, which are never fp16.</param>
    public DataParallelRun(ImageSet images, int deviceCount, int accumulate, bool sharesParameters = true, UpdateSettings? settings = null, bool scalesLosses = false,
        Func<ReplicaSet, ComputeDevices, RankBarrier, IReplicaExchange>? exchange = null)
    {
        this.images = images;
        this.accumulate = accumulate;
        devices = ComputeDevices.Take(Backend.Cpu, deviceCount, threadsPerDevice: 1);
        Replicas = new ReplicaSet(devices, _ => SmallModel.Create(), sharesParameters);
        barrier = new RankBarrier(deviceCount);
        threads = new RankThreads(deviceCount, barrier, _ => set_num_threads(1));
        settings ??= new UpdateSettings(new OptimizerRule.Sgd(Momentum: 0.9), WeightDecay: 0.01);
        overflow = scalesLosses ? new OverflowVote(deviceCount, barrier.Meet) : null;
        Update = new CountingUpdate(sharesParameters
            ? new SharedMemoryUpdate(settings, Replicas, barrier, new SingleProcess())
            : new CollectiveUpdate(settings, Replicas, exchange?.Invoke(Replicas, devices, barrier) ?? new DeviceCopyExchange(Replicas, devices, barrier), overflow));
        var parts = new RankTrainerParts(devices, Precision.Fp32, accumulate, Update, overflow, new TrainingLoss(labelSmoothing: 0), TimeProvider.System);
        sources = [.. Replicas.Select(_ => new PrefetchedBatches(images, Plain(images), images.Count, workers: 1, CPU))];
        trainers = [.. Replicas.Select(replica => new RankTrainer(replica, parts, sources[replica.Rank]))];
    }

    public ReplicaSet Replicas { get; }

    public CountingUpdate Update { get; }

    /// <summary>Made so far.</summary>
    public int Updates { get; set; }

    /// <summary>One epoch of steps of <paramref name="globalBatch"/> images, the same on any number of devices; the last may be smaller.</summary>
    public IReadOnlyList<StepRecord> Train(int globalBatch, double rate = 0.1)
    {
        var steps = new StepCount(images.Count, globalBatch, DropLast: false);
        var plan = new EpochPlan(steps, accumulate, trainers.Length, seed: 1, epoch: 1);
        for (int rank = 0; rank < trainers.Length; rank++)
        {
            sources[rank].Begin(plan, rank);
        }

        return [.. Enumerable.Range(0, steps.StepsPerEpoch).Select(step => Step(new StepPlan(steps.ImagesOf(step), new UpdateStep(Updates++, rate))))];
    }

    /// <summary>Exchanges parameters and their moving average.</summary>
    public void Swap() => threads.Run(Update.SwapAverage);

    public void Dispose()
    {
        threads.Dispose();
        Array.ForEach(sources, source => source.Dispose());
        Update.Dispose();
        barrier.Dispose();
        Replicas.Dispose();
    }

    private StepRecord Step(StepPlan plan)
    {
        var ranks = new RankStep[trainers.Length];
        threads.Run(rank => ranks[rank] = trainers[rank].Step(plan, CancellationToken.None));
        overflow?.EndStep();
        return StepRecord.Of(ranks, seconds: 1);
    }

    private static DataSpec Plain(ImageSet images) => new() { ImageSize = images.Size, Augment = Augmentation.None };
}
