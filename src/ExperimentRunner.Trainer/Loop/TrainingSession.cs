using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>The live objects of one run: devices, replicas, loaders, optimizers.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly RunSpec spec;
    private readonly Dataset data;
    private readonly ComputeDevices devices;
    private readonly ComputePrecision precision;
    private readonly ReplicaSet replicas;
    private readonly RankBarrier barrier;
    private readonly RankThreads threads;
    private readonly OverflowVote? overflow;
    private readonly IParameterUpdate update;
    private readonly RankTrainer[] trainers;
    private readonly RankStep[] rankSteps;
    private readonly Evaluation evaluation;
    private readonly LearningRateSchedule schedule;
    private readonly TimeProvider time;

    public TrainingSession(RunSpec spec, Dataset data, ComputeDevices devices, ComputePrecision precision, TimeProvider time)
    {
        this.spec = spec;
        this.data = data;
        this.devices = devices;
        this.precision = precision;
        this.time = time;
        Steps = new StepCount(data.Train.Count, spec.GlobalBatch, spec.Train.DropLast);
        replicas = new ReplicaSet(
            devices, () => ModelFactory.Create(spec.Model, data.Train.Classes.Count, spec.Seed), sharesParameters: devices.Backend == Backend.Cpu);
        barrier = new RankBarrier(devices.Count);
        threads = new RankThreads(devices.Count, barrier, _ => torch.set_num_threads(devices.ThreadsPerDevice));
        overflow = precision.Precision == Precision.Fp16 ? new OverflowVote(devices.Count, barrier.Meet) : null;
        update = CreateUpdate();
        var parts = new RankTrainerParts(devices, precision.Precision, spec.Train.Accumulate, update, overflow, time);
        trainers = [.. Enumerable.Range(0, devices.Count).Select(rank => new RankTrainer(replicas[rank], parts, CreateBatches(rank)))];
        rankSteps = new RankStep[devices.Count];
        evaluation = new Evaluation(replicas, devices, precision.Precision, data.Test, spec.BatchPerDevice);
        schedule = new LearningRateSchedule(spec.Train, spec.Train.BaseLr, spec.LearningRate, Math.Max(1, Steps.StepsPerEpoch));
    }

    public StepCount Steps { get; }

    public ReplicaSet Replicas => replicas;

    /// <summary>What optimizers and the moving average of weights keep from step to step.</summary>
    public IReadOnlyList<StateTensor> UpdateState => update.State;

    /// <summary>Of the last step.</summary>
    public double LearningRate { get; private set; }

    /// <summary>Deals the images of an epoch out to the ranks.</summary>
    /// <param name="epoch">From 1.</param>
    public void BeginEpoch(int epoch)
    {
        int[] order = EpochOrder.Of(data.Train.Count, spec.Seed, epoch);
        for (int rank = 0; rank < devices.Count; rank++)
        {
            Random? mirror = spec.Data.Augment == Augmentation.Flip ? EpochOrder.RandomOf(spec.Seed, epoch, rank + 1) : null;
            trainers[rank].Batches.Begin(MicroBatches(order, rank), mirror);
        }
    }

    /// <summary>One optimizer step on all ranks.</summary>
    /// <param name="step">Of the run, from 0.</param>
    public StepRecord Step(int step, CancellationToken cancellationToken)
    {
        int images = Steps.ImagesOf(step % Steps.StepsPerEpoch);

        // As with PyTorch's GradScaler, a skipped step moves neither the schedule nor the optimizer.
        int updates = step - (overflow?.SkippedSteps ?? 0);
        LearningRate = schedule.At(updates);
        var update = new UpdateStep(updates, LearningRate);
        long begin = time.GetTimestamp();
        threads.Run(rank => rankSteps[rank] = trainers[rank].Step(images, update, cancellationToken));
        overflow?.EndStep();
        return StepRecord.Of(rankSteps, time.GetElapsedTime(begin).TotalSeconds);
    }

    public EvaluationResult Evaluate(CancellationToken cancellationToken)
    {
        EvaluationResult? result = null;
        WithAveragedWeights(() => result = evaluation.Run(threads, cancellationToken));
        return result!;
    }

    /// <summary>
    /// Does something while the replicas have the moving average of the weights, if one is kept; else as they are. If it throws, the
    /// parameters stay exchanged and the session can only be disposed.
    /// </summary>
    public void WithAveragedWeights(Action action)
    {
        if (!update.KeepsAverage)
        {
            action();
            return;
        }

        threads.Run(update.SwapAverage);
        action();
        threads.Run(update.SwapAverage);
    }

    public UsedSettings Used() => new()
    {
        Backend = devices.Backend,
        DeviceName = devices.Name,
        Devices = replicas.Count,
        ThreadsPerDevice = devices.ThreadsPerDevice,
        BatchPerDevice = StepSlices.Of(Steps.ImagesOf(0), devices.Count, spec.Train.Accumulate, rank: 0, microBatch: 0).GetOffsetAndLength(Steps.GlobalBatch).Length,
        Accumulate = spec.Train.Accumulate,
        GlobalBatch = Steps.ImagesOf(0),
        LearningRate = schedule.PeakRate,
        Precision = precision.Precision,
        ChannelsLast = true,
        TrainImages = data.Train.Count,
        TestImages = data.Test.Count,
        Classes = data.Train.Classes,
        StepsPerEpoch = Steps.StepsPerEpoch,
        Parameters = replicas.ParameterCount,
        Library = $"libtorch {torch.__version__}",
    };

    public void Dispose()
    {
        threads.Dispose();
        Array.ForEach(trainers, trainer => trainer.Dispose());
        update.Dispose();
        barrier.Dispose();
        replicas.Dispose();
    }

    private IParameterUpdate CreateUpdate()
    {
        var settings = UpdateSettings.Of(spec.Train);
        return replicas.SharesParameters
            ? new SharedMemoryUpdate(settings, replicas, barrier)
            : new CollectiveUpdate(settings, replicas, new DeviceCopyCollective(replicas, devices, barrier), overflow);
    }

    private IBatchSource CreateBatches(int rank) => spec.Data.Source == DataSource.Random
        ? new FixedBatches(data.Train, spec.BatchPerDevice, devices.Torch[rank])
        : new PrefetchedBatches(data.Train, spec.BatchPerDevice, devices.Torch[rank]);

    private List<ReadOnlyMemory<int>> MicroBatches(int[] order, int rank)
    {
        var batches = new List<ReadOnlyMemory<int>>();
        for (int step = 0; step < Steps.StepsPerEpoch; step++)
        {
            ReadOnlyMemory<int> images = order.AsMemory(step * Steps.GlobalBatch, Steps.ImagesOf(step));
            for (int microBatch = 0; microBatch < spec.Train.Accumulate; microBatch++)
            {
                batches.Add(images[StepSlices.Of(images.Length, devices.Count, spec.Train.Accumulate, rank, microBatch)]);
            }
        }

        return batches;
    }
}
