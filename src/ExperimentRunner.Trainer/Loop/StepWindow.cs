using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>A few consecutive steps, told as one point: a run tells at most about 1,000 of them.</summary>
internal sealed class StepWindow
{
    private const int FewestSteps = 5;
    private const int MostWindows = 1000;

    private readonly int length;

    /// <param name="totalSteps">Steps of the whole run.</param>
    /// <param name="saved">Where an interrupted run was; null at the start.</param>
    public StepWindow(int totalSteps, WindowState? saved = null)
    {
        length = Math.Max(FewestSteps, (totalSteps + MostWindows - 1) / MostWindows);
        State = saved ?? WindowState.Empty;
    }

    public WindowState State { get; private set; }

    /// <summary>Of the last step, from 1.</summary>
    public int Epoch => State.Epoch;

    /// <summary>Steps done in the run.</summary>
    public int Step => State.Step;

    /// <summary>Images seen in the run.</summary>
    public long ImagesSeen => State.ImagesSeen;

    public bool IsWarmup => State.IsWarmup;

    public bool IsFull => State.Steps >= length;

    public bool IsEmpty => State.Steps == 0;

    public double MeanLoss => State.LossSum / State.Images;

    public double ImagesPerSecond => State.Images / State.Seconds;

    public StepSplit MeanSplit => Splits.Over(State.Split, State.Steps);

    public void Add(StepRecord record, int epoch, bool isWarmup) => State = new WindowState(
        epoch,
        State.Step + 1,
        State.ImagesSeen + record.Images,
        State.Steps + 1,
        State.LossSum + record.LossSum,
        State.Images + record.Images,
        State.Seconds + record.Seconds,
        Splits.Sum(State.Split, record.Split),
        State.IsWarmup && isWarmup);

    public void Clear() => State = WindowState.Empty with { Epoch = State.Epoch, Step = State.Step, ImagesSeen = State.ImagesSeen };
}
