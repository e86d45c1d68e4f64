using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Metrics out of events. Steps are optimizer steps and times are the events' own, so that telling them again changes nothing.</summary>
internal static class EventMetrics
{
    public static IEnumerable<MlflowMetric> Of(RunEvent @event) => @event switch
    {
        RunEvent.StepWindow window => At(window.Time, window.Step, Of(window)),
        RunEvent.EpochEnded epoch => At(epoch.Time, epoch.Result.Step, Of(epoch.Result)),
        RunEvent.Started or RunEvent.Resumed or RunEvent.Warning or RunEvent.TargetReached or RunEvent.OutOfMemory or RunEvent.Ended => [],
        _ => throw new InvalidOperationException($"{@event} is no event."),
    };

    /// <summary>The same time and step for all of <paramref name="values"/>.</summary>
    public static IEnumerable<MlflowMetric> At(DateTimeOffset time, long step, IEnumerable<(string Key, double Value)> values) =>
        values.Select(value => new MlflowMetric(value.Key, value.Value, time.ToUnixTimeMilliseconds(), step));

    private static IEnumerable<(string Key, double Value)> Of(RunEvent.StepWindow window) =>
    [
        ("epoch", window.Epoch),
        ("train/loss", window.Loss),
        ("train/learning_rate", window.LearningRate),
        ("train/images_per_second", window.ImagesPerSecond),
        ("train/images_seen", window.ImagesSeen),
        ("time/data_wait", window.Split.DataWait),
        ("time/forward", window.Split.Forward),
        ("time/backward", window.Split.Backward),
        ("time/exchange", window.Split.Exchange),
        ("time/optimizer", window.Split.Optimizer),
    ];

    private static IEnumerable<(string Key, double Value)> Of(EpochResult epoch) =>
    [
        ("test/accuracy", epoch.Accuracy),
        ("test/loss", epoch.TestLoss),
        ("train/epoch_loss", epoch.TrainLoss),
        ("time/epoch_train", epoch.TrainSeconds),
        ("time/epoch_evaluation", epoch.EvaluationSeconds),
    ];
}
