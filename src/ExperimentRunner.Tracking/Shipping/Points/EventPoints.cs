using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>
/// Points out of events. Their steps are training images seen: the one axis on which runs with different batches and numbers of devices stand
/// side by side, where N devices do N times fewer optimizer steps for the same images.
/// </summary>
internal static class EventPoints
{
    public static Point Of(RunEvent.StepWindow window) => new(window.Step, window.Time, window.ImagesSeen,
    [
        new("epoch", window.Epoch, IsCount: true),
        new("train/optimizer_step", window.Step, IsCount: true),
        new("train/loss", window.Loss),
        new("train/learning_rate", window.LearningRate),
        new("train/images_per_second", window.ImagesPerSecond),
        new("time/data_wait", window.Split.DataWait),
        .. window.Split.Copy > 0 ? [new PointValue("time/copy", window.Split.Copy)] : Array.Empty<PointValue>(),
        new("time/forward", window.Split.Forward),
        new("time/backward", window.Split.Backward),
        new("time/exchange", window.Split.Exchange),
        new("time/optimizer", window.Split.Optimizer),
    ]);

    public static Point Of(DateTimeOffset time, EpochResult epoch) => new(epoch.Epoch, time, epoch.ImagesSeen,
    [
        new("test/accuracy", epoch.Accuracy),
        new("test/loss", epoch.TestLoss),
        new("train/epoch_loss", epoch.TrainLoss),
        new("time/epoch_train", epoch.TrainSeconds),
        new("time/epoch_evaluation", epoch.EvaluationSeconds),
    ]);
}
