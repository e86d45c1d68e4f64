using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>A few consecutive steps, told as one point: a run tells at most about 1,000 of them.</summary>
internal sealed class StepWindow
{
    private const int FewestSteps = 5;
    private const int MostWindows = 1000;

    private readonly int length;
    private readonly List<StepRecord> records = [];

    /// <param name="totalSteps">Steps of the whole run.</param>
    public StepWindow(int totalSteps) => length = Math.Max(FewestSteps, (totalSteps + MostWindows - 1) / MostWindows);

    /// <summary>Of the last step, from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>Steps done in the run.</summary>
    public int Step { get; private set; }

    /// <summary>Images seen in the run.</summary>
    public long ImagesSeen { get; private set; }

    public bool IsWarmup { get; private set; } = true;

    public bool IsFull => records.Count >= length;

    public bool IsEmpty => records.Count == 0;

    public double MeanLoss => records.Sum(record => record.LossSum) / records.Sum(record => record.Images);

    public double ImagesPerSecond => records.Sum(record => record.Images) / records.Sum(record => record.Seconds);

    public StepSplit MeanSplit => Splits.Mean([.. records.Select(record => record.Split)]);

    public void Add(StepRecord record, int epoch, bool isWarmup)
    {
        records.Add(record);
        Epoch = epoch;
        Step++;
        ImagesSeen += record.Images;
        IsWarmup &= isWarmup;
    }

    public void Clear()
    {
        records.Clear();
        IsWarmup = true;
    }
}
