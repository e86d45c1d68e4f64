using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>One run from its spec, or from where it was interrupted, to its figures.</summary>
/// <param name="folder">Null on all processes but 0, which alone writes.</param>
/// <param name="interrupted">Where it goes on, as process 0 found it; null begins it.</param>
/// <param name="keeper">Gets the weights of each evaluation; null keeps none.</param>
/// <param name="cacheFolder">Where decoded images are kept for later runs; null decodes into memory.</param>
internal sealed class TrainingRun(
    RunSpec spec, ICollective processes, CheckpointFolder? folder, Checkpoint? interrupted, EventLog events, TimeProvider time, ModelKeeper? keeper = null, string? cacheFolder = null)
{
    private readonly long begin = time.GetTimestamp();
    private ResumePoint? resumed;
    private TrainingProgress? progress;
    private RunCheckpoints? checkpoints;
    private PeakMemory? memory;
    private double preparationSeconds;

    public RunSpec Spec => spec;

    /// <summary>Null until it is chosen.</summary>
    public Precision? Precision { get; private set; }

    /// <summary>When it was begun first.</summary>
    public DateTimeOffset Started { get; } = interrupted?.Progress.Started ?? time.GetUtcNow();

    /// <summary>Null until training has begun.</summary>
    public UsedSettings? Used { get; private set; }

    public IReadOnlyList<EpochResult> Epochs => progress?.Epochs ?? [];

    public RunTiming? Timing => progress?.Meter.Timing(preparationSeconds, progress.EvaluationSeconds, WallSeconds);

    /// <summary>Null without a target accuracy.</summary>
    public TargetReach? Target => TargetReach.Of(spec.Train.TargetAccuracy, Epochs);

    /// <summary>Null if none was written.</summary>
    public CheckpointUse? Checkpoints => checkpoints?.Use is { Written: > 0 } use ? use : null;

    private double WallSeconds => (resumed?.Progress.WallSeconds ?? 0) + Seconds(begin);

    /// <summary>Highest memory so far; null if unknown.</summary>
    public long? PeakMemoryBytes() => new[] { resumed?.Progress.PeakMemoryBytes, memory?.Read() }.Max();

    /// <exception cref="BadSpecException">The machine can't do what the spec asks.</exception>
    /// <exception cref="BadDataException">The images can't be used.</exception>
    /// <exception cref="DivergedException">The loss is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public void Execute(CancellationToken cancellationToken)
    {
        if (processes.Size > 1 && spec.Train.Parallel != ParallelMode.Processes)
        {
            throw new BadSpecException($"The trainer was started as {processes.Size} processes, but train.parallel is not `processes`. Set it, or start one process.");
        }

        resumed = ResumePoint.Share(processes, interrupted);
        int localDevices = DeviceRanks.Of(processes, spec.Devices).Local;
        var devices = ComputeDevices.Take(spec.Backend, localDevices, spec.ThreadsPerDevice, first: processes.RankOnHost * localDevices);
        memory = new PeakMemory(devices);
        var precision = ComputePrecision.Choose(spec.Amp, devices);
        Precision = precision.Precision;
        var decoding = new DecodeSettings(devices.Count * devices.ThreadsPerDevice, cacheFolder, events.Say, events.Beat, time);
        using var stop = new AgreedStop(processes, cancellationToken);
        using Dataset data = stop.Complete(asked => DatasetLoader.Load(spec.Data, spec.Seed, decoding, asked));
        foreach (string warning in SpecWarnings.Of(spec).Concat(LoaderThreads.Warnings(spec.Data, devices, processes.SizeOnHost)).Concat(data.Warnings).Concat(precision.Warning is { } text ? [text] : []))
        {
            events.Warn(warning);
        }

        RefuseTooFewImages(data);
        using var session = new TrainingSession(spec, data, devices, precision, processes, stop, time);
        foreach (string warning in session.Warnings)
        {
            events.Warn(warning);
        }

        TrainingLoop loop = Begin(session);
        loop.Run(stop.Token);
    }

    private TrainingLoop Begin(TrainingSession session)
    {
        Used = session.Used();
        if (resumed is not null)
        {
            session.State.Restore(resumed);
            session.GoOnAfter(resumed.Progress.Window.Step);
        }

        progress = new TrainingProgress(spec.Probe?.Steps ?? spec.Train.Epochs * session.Steps.StepsPerEpoch, resumed);
        var policy = new CheckpointPolicy(spec.Train.CheckpointEvery, spec.Data.Source, processes.Size);
        checkpoints = new RunCheckpoints(policy, folder, resumed?.Progress.Checkpoints, Describe, events, time);
        preparationSeconds = (resumed?.Progress.PreparationSeconds ?? 0) + Seconds(begin);
        Tell(Used, progress);
        return new TrainingLoop(spec, session, progress, checkpoints, keeper, events, time);
    }

    private void Tell(UsedSettings used, TrainingProgress at)
    {
        if (resumed is null)
        {
            events.Started(used);
            return;
        }

        events.Resumed(used, at);
        foreach (string remark in ResumeRemarks.Of(resumed.Progress.Used, used))
        {
            events.Warn(remark);
        }
    }

    /// <summary>What a checkpoint tells of this run beside its progress.</summary>
    private RunProgress Describe() => new()
    {
        RunId = RunId.Of(spec),
        Used = Used!,
        Started = Started,
        EventsBytes = events.Length,
        Warnings = events.Warnings,
        PreparationSeconds = preparationSeconds,
        WallSeconds = WallSeconds,
        Checkpoints = checkpoints!.Use,
        PeakMemoryBytes = PeakMemoryBytes(),
    };

    private void RefuseTooFewImages(Dataset data)
    {
        if (data.Train.Count < spec.GlobalBatch && spec.Train.DropLast)
        {
            throw new BadDataException(
                $"The global batch of {spec.GlobalBatch} is larger than the {data.Train.Count} training images, so an epoch has no step. Use a smaller batch or `train.drop_last: false`.");
        }
    }

    private double Seconds(long since) => time.GetElapsedTime(since).TotalSeconds;
}
