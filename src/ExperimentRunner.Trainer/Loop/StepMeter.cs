using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Throughput of a run: the first steps, which compile and allocate, are left out.</summary>
internal sealed class StepMeter
{
    /// <summary>Steps at the start that are not measured.</summary>
    public const int WarmupSteps = 3;

    private readonly List<double> seconds = [];
    private readonly double[] phaseSums = new double[5];
    private long images;
    private int steps;

    /// <summary>Seconds of all steps so far, warm-up included.</summary>
    public double TotalSeconds { get; private set; }

    /// <summary>The next step, if there is one, is still warm-up.</summary>
    public bool IsWarmingUp => steps < WarmupSteps;

    public void Add(StepRecord step)
    {
        TotalSeconds += step.Seconds;
        if (steps++ < WarmupSteps)
        {
            return;
        }

        seconds.Add(step.Seconds);
        images += step.Images;
        StepSplit split = step.Split;
        ReadOnlySpan<double> phases = [split.DataWait, split.Forward, split.Backward, split.Exchange, split.Optimizer];
        for (int phase = 0; phase < phases.Length; phase++)
        {
            phaseSums[phase] += phases[phase];
        }
    }

    public RunTiming Timing(double preparationSeconds, double evaluationSeconds, double wallSeconds)
    {
        double[] sorted = [.. seconds.Order()];
        return new RunTiming
        {
            WarmupSteps = Math.Min(steps, WarmupSteps),
            MeasuredSteps = sorted.Length,
            ImagesPerSecond = sorted.Length == 0 ? 0 : images / sorted.Sum(),
            StepSecondsMedian = Quantile(sorted, 0.5),
            StepSecondsP95 = Quantile(sorted, 0.95),
            Split = sorted.Length == 0 ? null : MeanSplit(sorted.Length),
            PreparationSeconds = preparationSeconds,
            TrainSeconds = TotalSeconds,
            EvaluationSeconds = evaluationSeconds,
            WallSeconds = wallSeconds,
        };
    }

    private StepSplit MeanSplit(int count) =>
        new(phaseSums[0] / count, phaseSums[1] / count, phaseSums[2] / count, phaseSums[3] / count, phaseSums[4] / count);

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
