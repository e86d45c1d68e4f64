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
    private readonly LoaderThreads loaderThreads = LoaderThreads.Of(spec.Data, devices);

    /// <exception cref="BadSpecException">The way can't be taken.</exception>
    public RankGroup Create() => spec.Train.SyncBatchNorm && devices.Count * processes.Size > 1
        ? throw new BadSpecException("train.sync_batch_norm can't be used with several devices so far. Set it to false.")
        : CreateWay();

    private RankGroup CreateWay() => spec.Train.Parallel switch
    {
        ParallelMode.Replicas or ParallelMode.Processes => Replicas(),
        ParallelMode.DataParallel when processes.Size > 1 => throw new BadSpecException("train.parallel: data_parallel has all devices in one process. Start it without mpirun, or use processes."),
        ParallelMode.DataParallel => DataParallel(),
    };

    private RankGroup Replicas()
    {
        var barrier = new RankBarrier(devices.Count);
        ReplicaSet replicas = CreateReplicas(sharesParameters: devices.Backend == Backend.Cpu);
        StartingPoint.Spread(processes, replicas);
        OverflowVote? overflow = precision == Precision.Fp16 ? new OverflowVote(devices.Count, barrier.Meet) : null;
        ReplicaExchangeChoice? exchange = replicas.SharesParameters
            ? null
            : ReplicaExchangeChoice.Of(NcclLibrary.TryLoad(), replicas, devices, processes, barrier, time);
        IParameterUpdate update = CreateUpdate(replicas, barrier, exchange?.Exchange, overflow);
        RankTrainerParts parts = CreateParts(update, overflow);
        IBatchSource[] sources = [.. replicas.Select(replica => CreateSource(spec.BatchPerDevice, replica.Rank))];
        return new RankGroup
        {
            Replicas = replicas,
            Barrier = barrier,
            Overflow = overflow,
            Update = update,
            Sources = sources,
            Trainers = [.. replicas.Select(replica => new RankTrainer(replica, parts, sources[replica.Rank]))],
            PrepareEvaluation = () => AverageStatistics(replicas),
            Warnings = exchange?.Warning is { } warning ? [warning] : [],
        };
    }

    private RankGroup DataParallel()
    {
        var barrier = new RankBarrier(devices.Count);
        ReplicaSet replicas = CreateReplicas(sharesParameters: false);
        OverflowVote? overflow = precision == Precision.Fp16 ? new OverflowVote(ranks: 1, meet: () => { }) : null;
        var exchange = new FirstDeviceExchange(replicas, devices, barrier);
        var update = new FirstDeviceUpdate(UpdateSettings.Of(spec.Train), replicas[0], exchange, overflow);
        RankTrainerParts parts = CreateParts(update, overflow);
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
            PrepareEvaluation = exchange.HandOut,
        };
    }

    private RankTrainerParts CreateParts(IParameterUpdate update, OverflowVote? overflow) => new(
        devices, precision, spec.Train.Accumulate, update, overflow, new TrainingLoss(spec.Train.LabelSmoothing), time);

    private void AverageStatistics(ReplicaSet replicas)
    {
        replicas.AverageRunningStatistics();
        RunningStatistics.AverageOver(processes, replicas);
    }

    private ReplicaSet CreateReplicas(bool sharesParameters) =>
        new(devices, CreateModel, sharesParameters, spec.Train.MemoryFormat);

    private ResNet18 CreateModel()
    {
        ResNet18 model = ModelFactory.Create(spec.Model, data.Train.Classes.Count, spec.Seed, weights);
        if (spec.Train.Freeze == Freeze.Backbone)
        {
            model.FreezeBackbone();
        }

        return model;
    }

    private IParameterUpdate CreateUpdate(ReplicaSet replicas, RankBarrier barrier, IReplicaExchange? exchange, OverflowVote? overflow)
    {
        var settings = UpdateSettings.Of(spec.Train);
        return exchange is null
            ? new SharedMemoryUpdate(settings, replicas, barrier, processes)
            : new CollectiveUpdate(settings, replicas, exchange, overflow);
    }

    /// <param name="capacity">Images of the largest micro-batch.</param>
    private IBatchSource CreateSource(int capacity, int rank) => spec.Data.Source == DataSource.Random
        ? new FixedBatches(data.Train, capacity, devices.Torch[rank])
        : new PrefetchedBatches(data.Train, spec.Data, capacity, loaderThreads.PerDevice, devices.Torch[rank]);
}
