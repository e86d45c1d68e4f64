namespace ExperimentRunner.Runs.Results;

/// <summary>One epoch: what was trained, and how the model did on the test images afterwards.</summary>
public sealed record EpochResult
{
    /// <summary>From 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Optimizer steps done so far in the run.</summary>
    public required int Step { get; init; }

    /// <summary>Training images seen so far in the run.</summary>
    public required long ImagesSeen { get; init; }

    /// <summary>Mean loss of the epoch's training images.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Mean loss of the test images.</summary>
    public required double TestLoss { get; init; }

    /// <summary>Test images whose highest score is their class.</summary>
    public required int Correct { get; init; }

    public required int TestImages { get; init; }

    /// <summary>Share of test images that are right, 0 to 1.</summary>
    public double Accuracy => TestImages == 0 ? 0 : (double)Correct / TestImages;

    public required double TrainSeconds { get; init; }

    public required double EvaluationSeconds { get; init; }

    /// <summary>Seconds of training and evaluation since the first step.</summary>
    public required double ElapsedSeconds { get; init; }
}
