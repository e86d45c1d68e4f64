using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Model.Weights;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Parallel.Nccl;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Makes the ranks of a run in the way that <see cref="TrainSpec.Parallel"/> asks for: the one place that knows all ways.</summary>
internal sealed class RankGroupFactory(RunSpec spec, Dataset data, StartingWeights? weights, ComputeDevices devices, Precision precision, ICollective processes, TimeProvider time)
{
    private readonly LoaderThreads loaderThreads = LoaderThreads.Of(spec.Data, devices, processes.SizeOnHost);

    private bool Exchanges => spec.Probe is not { Kind: ProbeKind.NoExchange };

    /// <exception cref="BadSpecException">The way can't be taken.</exception>
    public RankGroup Create() => spec.Train.Parallel switch
    {
        ParallelMode.DataParallel when !Exchanges => throw new BadSpecException("train.parallel: data_parallel can't do without exchange. Use replicas."),
        ParallelMode.Replicas or ParallelMode.Processes => Replicas(),
        ParallelMode.DataParallel when processes.Size > 1 => throw new BadSpecException("train.parallel: data_parallel has all devices in one process. Start it without mpirun, or use processes."),
        ParallelMode.DataParallel => DataParallel(),
    };

    private RankGroup Replicas()
    {
        var barrier = new RankBarrier(devices.Count);
        SyncBatchNorms? batchNorms = CreateBatchNorms(barrier);

        // The one pass over shared memory updates as it sums; fp16 has to see all sums first, since a step may be skipped.
        ReplicaSet replicas = CreateReplicas(sharesParameters: devices.Backend == Backend.Cpu && precision != Precision.Fp16, batchNorms);
        StartingPoint.Spread(processes, replicas);
        if (SumsLittleInBf16(replicas))
        {
            replicas.ComputeInBf16();
        }

        OverflowVote? overflow = precision == Precision.Fp16 ? new OverflowVote(devices.Count, barrier.Meet) : null;
        ReplicaExchangeChoice? exchange = replicas.SharesParameters ? null : Exchanges ? ChooseExchange(replicas, barrier) : Alone(replicas, barrier);
        IParameterUpdate update = CreateUpdate(replicas, barrier, exchange?.Exchange, overflow);
        RankTrainerParts parts = CreateParts(update, overflow, batchNorms);
        IBatchSource[] sources = [.. replicas.Select(replica => CreateSource(spec.BatchPerDevice, replica.Rank))];
        return new RankGroup
        {
            Replicas = replicas,
            Barrier = barrier,
            Overflow = overflow,
            Update = update,
            Sources = sources,
            Trainers = [.. replicas.Select(replica => new RankTrainer(replica, parts, sources[replica.Rank]))],
            BatchNorms = batchNorms,

            // Statistics over all ranks are the same on each; a mean of them could differ in the last bit.
            PrepareEvaluation = batchNorms is null ? () => AverageStatistics(replicas) : () => { },
            Warnings = exchange?.Warning is { } warning ? [warning] : [],
        };
    }

    private RankGroup DataParallel()
    {
        var barrier = new RankBarrier(devices.Count);
        SyncBatchNorms? batchNorms = CreateBatchNorms(barrier);
        ReplicaSet replicas = CreateReplicas(sharesParameters: false, batchNorms);
        OverflowVote? overflow = precision == Precision.Fp16 ? new OverflowVote(ranks: 1, meet: () => { }) : null;
        var exchange = new FirstDeviceExchange(replicas, devices, barrier);
        var update = new FirstDeviceUpdate(UpdateSettings.Of(spec.Train), replicas[0], exchange, overflow);
        RankTrainerParts parts = CreateParts(update, overflow, batchNorms);
        IBatchSource source = CreateSource(spec.BatchPerDevice * devices.Count, rank: 0);
        var shared = new DataParallelBatch(devices.Count);
        return new RankGroup
        {
            Replicas = replicas,
            Barrier = barrier,
            Overflow = overflow,
            Update = update,
            Sources = [source],
            Trainers = [.. replicas.Select(replica => new DataParallelTrainer(replica, parts, exchange, source, shared))],
            BatchNorms = batchNorms,
            PrepareEvaluation = exchange.HandOut,
        };
    }

    private ReplicaExchangeChoice ChooseExchange(ReplicaSet replicas, RankBarrier barrier)
    {
        if (devices.Backend == Backend.Cuda)
        {
            return ReplicaExchangeChoice.Of(NcclLibrary.TryLoad(), replicas, devices, processes, barrier, time);
        }

        return processes.Size == 1
            ? new ReplicaExchangeChoice(new DeviceCopyExchange(replicas, devices, barrier))
            : throw new BadSpecException("amp: fp16 on CPUs goes within one process. Use `train.parallel: replicas` or `amp: bf16`.");
    }

    private ReplicaExchangeChoice Alone(ReplicaSet replicas, RankBarrier barrier) => new(new NoExchange(replicas, devices, barrier, devices.Count * processes.Size));

    private RankTrainerParts CreateParts(IParameterUpdate update, OverflowVote? overflow, SyncBatchNorms? batchNorms) => new(
        devices, precision, spec.Train.Accumulate, update, overflow, new TrainingLoss(spec.Train.LabelSmoothing), time, batchNorms is null ? null : spec.Data.ImageSize);

    /// <summary>A frozen backbone's batch norm gathers no statistics: there is nothing to sum.</summary>
    private SyncBatchNorms? CreateBatchNorms(RankBarrier barrier) =>
        spec.Train.SyncBatchNorm && Exchanges && spec.Train.Freeze != Freeze.Backbone && devices.Count * processes.Size > 1 ? new SyncBatchNorms(devices, barrier, processes) : null;

    private void AverageStatistics(ReplicaSet replicas)
    {
        replicas.AverageRunningStatistics();
        RunningStatistics.AverageOver(processes, replicas);
    }

    private ReplicaSet CreateReplicas(bool sharesParameters, SyncBatchNorms? batchNorms) =>
        new(devices, rank => CreateModel(batchNorms is null ? null : batchNorms[rank].Forward), sharesParameters, spec.Train.MemoryFormat);

    private ResNet18 CreateModel(Normalization? normalize)
    {
        ResNet18 model = ModelFactory.Create(spec.Model, data.Train.Classes.Count, spec.Seed, weights, normalize);
        if (spec.Train.Freeze == Freeze.Backbone)
        {
            model.FreezeBackbone();
        }

        return model;
    }

    /// <summary>Gradients may stay in bf16 where fp32 would only add one of them to zeros: micro-batches and processes are summed in fp32.</summary>
    private bool SumsLittleInBf16(ReplicaSet replicas) =>
        precision == Precision.Bf16 && replicas.SharesParameters && spec.Train.Accumulate == 1 && processes.Size == 1;

    private IParameterUpdate CreateUpdate(ReplicaSet replicas, RankBarrier barrier, IReplicaExchange? exchange, OverflowVote? overflow)
    {
        var settings = UpdateSettings.Of(spec.Train);
        return exchange is null
            ? new SharedMemoryUpdate(settings, replicas, barrier, processes, Exchanges)
            : new CollectiveUpdate(settings, replicas, exchange, overflow);
    }

    /// <param name="capacity">Images of the largest micro-batch.</param>
    private IBatchSource CreateSource(int capacity, int rank) => spec.Data.Source == DataSource.Random
        ? new FixedBatches(data.Train, capacity, devices.Torch[rank])
        : new PrefetchedBatches(data.Train, spec.Data, capacity, loaderThreads.PerDevice, devices.Torch[rank]);
}
