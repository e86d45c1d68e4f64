using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Throughput of a run: the first steps of each process that works on it, which compile and allocate, are left out.</summary>
internal sealed class StepMeter
{
    /// <summary>Steps at the start of a process that are not measured.</summary>
    public const int WarmupSteps = 3;

    private readonly List<double> seconds = [];
    private StepSplit splitSum = new(0, 0, 0, 0, 0);
    private long images;
    private int warmupSteps;
    private int stepsHere;

    public StepMeter()
    {
    }

    /// <summary>Goes on where an interrupted run was.</summary>
    /// <param name="measuredSeconds">Of each measured step.</param>
    public StepMeter(MeterState saved, IEnumerable<double> measuredSeconds)
    {
        seconds.AddRange(measuredSeconds);
        splitSum = saved.Split;
        images = saved.Images;
        warmupSteps = saved.WarmupSteps;
        TotalSeconds = saved.TotalSeconds;
    }

    /// <summary>Seconds of all steps so far, warm-up included.</summary>
    public double TotalSeconds { get; private set; }

    /// <summary>The next step, if there is one, is still warm-up.</summary>
    public bool IsWarmingUp => stepsHere < WarmupSteps;

    public MeterState State => new(images, warmupSteps, TotalSeconds, splitSum);

    /// <summary>Of each measured step.</summary>
    public IReadOnlyList<double> MeasuredSeconds => seconds;

    public void Add(StepRecord step)
    {
        TotalSeconds += step.Seconds;
        if (stepsHere++ < WarmupSteps)
        {
            warmupSteps++;
            return;
        }

        seconds.Add(step.Seconds);
        images += step.Images;
        splitSum = Splits.Sum(splitSum, step.Split);
    }

    public RunTiming Timing(double preparationSeconds, double evaluationSeconds, double wallSeconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new RunTiming
        {
            WarmupSteps = warmupSteps,
            MeasuredSteps = sorted.Length,
            ImagesPerSecond = sorted.Length == 0 ? 0 : images / sorted.Sum(),
            StepSecondsMedian = Quantile(sorted, 0.5),
            StepSecondsP95 = Quantile(sorted, 0.95),
            Split = sorted.Length == 0 ? null : Splits.Over(splitSum, sorted.Length),
            PreparationSeconds = preparationSeconds,
            TrainSeconds = TotalSeconds,
            EvaluationSeconds = evaluationSeconds,
            WallSeconds = wallSeconds,
        };
    }

    /// <summary>Linear between the two nearest ranks (type 7 of Hyndman and Fan 1996); 0 of nothing.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return 0;
        }

        double rank = share * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }
}
