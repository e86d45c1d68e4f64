namespace ExperimentRunner.Runs.Results;

/// <summary>What it took to come to a target accuracy. All but the target is null in a run that never came to it.</summary>
/// <param name="Accuracy">The target, above 0 to 1.</param>
/// <param name="Epoch">After which the test accuracy first was the target or more, from 1.</param>
/// <param name="Images">Training images seen until then.</param>
/// <param name="Seconds">Of training and evaluation from the first step until then.</param>
public sealed record TargetReach(double Accuracy, int? Epoch, long? Images, double? Seconds)
{
    public bool IsReached => Epoch is not null;

    /// <summary>Null without a target.</summary>
    /// <param name="accuracy">0 is none.</param>
    /// <param name="epochs">Of the run, in order.</param>
    public static TargetReach? Of(double accuracy, IReadOnlyList<EpochResult> epochs)
    {
        if (accuracy <= 0)
        {
            return null;
        }

        EpochResult? first = epochs.FirstOrDefault(epoch => epoch.Accuracy >= accuracy);
        return new TargetReach(accuracy, first?.Epoch, first?.ImagesSeen, first?.ElapsedSeconds);
    }
}
