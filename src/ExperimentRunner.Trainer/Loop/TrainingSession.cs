using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Model.Weights;
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
    private readonly ICollective processes;
    private readonly ProcessSums sums;
    private readonly ComputePrecision precision;
    private readonly StartingWeights? weights;
    private readonly RankGroup ranks;
    private readonly RankThreads threads;
    private readonly RankStep[] rankSteps;
    private readonly Evaluation evaluation;
    private readonly LearningRateSchedule schedule;
    private readonly StepPlanner planner;
    private readonly TimeProvider time;

    /// <param name="devices">Of this process.</param>
    /// <param name="stop">Told what the processes agree on.</param>
    public TrainingSession(RunSpec spec, Dataset data, ComputeDevices devices, ComputePrecision precision, ICollective processes, AgreedStop stop, TimeProvider time)
    {
        this.spec = spec;
        this.data = data;
        this.devices = devices;
        this.processes = processes;
        sums = new ProcessSums(processes, stop);
        this.precision = precision;
        this.time = time;
        Steps = new StepCount(data.Train.Count, spec.GlobalBatch, spec.Train.DropLast);
        weights = StartingWeights.Of(spec.Model);
        ranks = new RankGroupFactory(spec, data, weights, devices, precision.Precision, processes, time).Create();
        threads = new RankThreads(devices.Count, ranks.Barrier, _ => torch.set_num_threads(devices.ThreadsPerDevice));
        rankSteps = new RankStep[devices.Count];
        evaluation = new Evaluation(ranks, devices, processes, precision.Precision, data.Test, spec.BatchPerDevice);
        State = new SessionState(ranks.Replicas, ranks.Update, ranks.Overflow, processes);
        schedule = new LearningRateSchedule(spec.Train, spec.Train.BaseLr, spec.LearningRate, Math.Max(1, Steps.StepsPerEpoch));
        planner = new StepPlanner(Steps, schedule, new Mixup(spec.Train.Mixup, spec.Seed));
    }

    public StepCount Steps { get; }

    /// <summary>Sources of the processes before this one.</summary>
    private int FirstPart => ranks.Sources.Count * processes.Rank;

    public ReplicaSet Replicas => ranks.Replicas;

    /// <summary>Steps that made no update, since fp16 gradients overflowed.</summary>
    public int SkippedSteps => ranks.Overflow?.SkippedSteps ?? 0;

    /// <summary>What checkpoints keep. Only to be used between steps.</summary>
    public SessionState State { get; }

    /// <summary>Of the last step.</summary>
    public double LearningRate { get; private set; }

    /// <summary>What is not as the spec's author may think.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. ranks.Warnings, .. weights?.HeadWarning(data.Train.Classes.Count) is { } warning ? [warning] : Array.Empty<string>()];

    /// <summary>Deals the images of an epoch out to the sources of the ranks.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="firstStep">Step of the epoch to begin with, from 0.</param>
    public void BeginEpoch(int epoch, int firstStep = 0)
    {
        var plan = new EpochPlan(Steps, spec.Train.Accumulate, ranks.Sources.Count * processes.Size, spec.Seed, epoch, firstStep);
        for (int part = 0; part < ranks.Sources.Count; part++)
        {
            ranks.Sources[part].Begin(plan, FirstPart + part);
        }
    }

    /// <summary>To be called once what a checkpoint kept is restored.</summary>
    /// <param name="step">Steps done in the run, at least 1.</param>
    public void GoOnAfter(int step) => LearningRate = planner.Plan(step - 1, SkippedSteps).Update.LearningRate;

    /// <summary>One optimizer step on all ranks.</summary>
    /// <param name="step">Of the run, from 0.</param>
    public StepRecord Step(int step, CancellationToken cancellationToken)
    {
        StepPlan plan = planner.Plan(step, SkippedSteps);
        LearningRate = plan.Update.LearningRate;
        long begin = time.GetTimestamp();
        threads.Run(rank => rankSteps[rank] = ranks.Trainers[rank].Step(plan, cancellationToken));
        ranks.Overflow?.EndStep();
        return sums.Of(StepRecord.Of(rankSteps, time.GetElapsedTime(begin).TotalSeconds));
    }

    /// <param name="keeper">Gets the weights that are evaluated; null keeps none.</param>
    /// <param name="beat">Called with each batch, from any thread.</param>
    public EvaluationResult Evaluate(ModelKeeper? keeper, Action beat, CancellationToken cancellationToken)
    {
        EvaluationResult? result = null;
        WithAveragedWeights(() =>
        {
            result = evaluation.Run(threads, beat, cancellationToken);
            if (keeper is not null)
            {
                Replicas[0].InFp32(keeper.Keep);
            }
        });
        return sums.Of(result!);
    }

    /// <summary>
    /// Does something while the replicas have the moving average of the weights, if one is kept; else as they are. If it throws, the
    /// parameters stay exchanged and the session can only be disposed.
    /// </summary>
    public void WithAveragedWeights(Action action)
    {
        if (!ranks.Update.KeepsAverage)
        {
            action();
            return;
        }

        threads.Run(ranks.Update.SwapAverage);
        action();
        threads.Run(ranks.Update.SwapAverage);
    }

    public UsedSettings Used() => new()
    {
        Backend = devices.Backend,
        DeviceName = devices.Name,
        Devices = ranks.Replicas.Count * processes.Size,
        ThreadsPerDevice = devices.ThreadsPerDevice,
        BatchPerDevice = StepSlices.Of(Steps.ImagesOf(0), devices.Count * processes.Size, spec.Train.Accumulate, rank: 0, microBatch: 0).GetOffsetAndLength(Steps.GlobalBatch).Length,
        Accumulate = spec.Train.Accumulate,
        GlobalBatch = Steps.ImagesOf(0),
        LearningRate = schedule.PeakRate,
        Precision = precision.Precision,
        ChannelsLast = ranks.Replicas[0].UsesChannelsLast,
        TrainImages = data.Train.Count,
        TestImages = data.Test.Count,
        Classes = data.Train.Classes,
        StepsPerEpoch = Steps.StepsPerEpoch,
        Parameters = ranks.Replicas.ParameterCount,
        Library = $"libtorch {torch.__version__}",
        WeightsSha256 = weights?.Sha256,
    };

    public void Dispose()
    {
        threads.Dispose();
        ranks.Dispose();
    }
}
