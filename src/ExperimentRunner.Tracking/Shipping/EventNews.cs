using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;
using ExperimentRunner.Tracking.Shipping.Points;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What of <c>events.jsonl</c> a server has yet to be told.</summary>
/// <param name="Batch">What to tell.</param>
/// <param name="Told">What the server knows once it was told.</param>
/// <param name="Used">What the run turned out to use, if that is new.</param>
internal sealed record EventNews(LogBatch Batch, ToldRun Told, UsedSettings? Used)
{
    /// <param name="isEnded">No more steps come.</param>
    /// <exception cref="InvalidDataException">A line is no event.</exception>
    public static EventNews Read(RunPaths paths, RunSpec spec, ToldRun told, bool isEnded)
    {
        LogReading<RunEvent> reading = LineLogReader.ReadOn(paths.Events, CompactRunJson.Default.RunEvent, told.Events ?? LogPosition.Start);
        UsedSettings? used = reading.Values.Select(UsedBy).LastOrDefault(found => found is not null);
        int stepsPerEpoch = used?.StepsPerEpoch ?? told.StepsPerEpoch ?? PlannedStepsPerEpoch(spec);
        UsedSettings? news = used?.StepsPerEpoch == told.StepsPerEpoch ? null : used;
        var stepWindows = new PointWindows((long)stepsPerEpoch * spec.Train.Epochs);
        var epochWindows = new PointWindows(spec.Train.Epochs);
        WindowedPoints steps = WindowedPoints.Of(
            [.. reading.Values.OfType<RunEvent.StepWindow>().Select(EventPoints.Of).Where(point => point.Position > told.Step)], stepWindows.IndexOf, isEnded);
        WindowedPoints epochs = WindowedPoints.Of(
            [.. reading.Values.OfType<RunEvent.EpochEnded>().Select(ended => EventPoints.Of(ended.Time, ended.Result)).Where(point => point.Position > told.Epoch)],
            epochWindows.IndexOf,
            isEnded);
        string[] warnings = [.. told.Warnings.Concat(reading.Values.OfType<RunEvent.Warning>().Select(warning => warning.Message)).Distinct()];
        ToldRun after = told with
        {
            Step = Math.Max(told.Step, steps.Position),
            Epoch = Math.Max(told.Epoch, epochs.Position),
            StepsPerEpoch = used?.StepsPerEpoch ?? told.StepsPerEpoch,
            LastEvent = reading.Values.Count == 0 ? told.LastEvent : reading.Values[^1].Time,
            EventsHead = EventsHeadOf(paths, told),
            Warnings = warnings.Length == told.Warnings.Count ? told.Warnings : warnings,
        };
        var batch = new LogBatch
        {
            Metrics = [.. steps.Told.Concat(epochs.Told).SelectMany(point => point.Metrics)],
            Tags =
            [
                .. news is null ? [] : UsedTags.Of(news, stepWindows, epochWindows),
                .. warnings.Length == told.Warnings.Count ? (MlflowTag[])[] : [new(TagNames.Warnings, string.Join('\n', warnings))],
            ],
        };
        return new EventNews(batch, after with { Events = reading.After(CountBeforePending(reading.Values, after)) }, news);
    }

    /// <summary>Events before the first that waits for its window to be over; it is read again next time.</summary>
    private static int CountBeforePending(IReadOnlyList<RunEvent> events, ToldRun after) =>
        events.TakeWhile(happened => happened switch
        {
            RunEvent.StepWindow window => window.Step <= after.Step,
            RunEvent.EpochEnded epoch => epoch.Result.Epoch <= after.Epoch,
            _ => true,
        }).Count();

    private static UsedSettings? UsedBy(RunEvent happened) => happened switch
    {
        RunEvent.Started started => started.Used,
        RunEvent.Resumed resumed => resumed.Used,
        _ => null,
    };

    private static string? EventsHeadOf(RunPaths paths, ToldRun told) => told.EventsHead ?? Ledgers.EventsHead.Of(paths.Events);

    private static int PlannedStepsPerEpoch(RunSpec spec) =>
        spec.Train.DropLast ? spec.Data.TrainImages / spec.GlobalBatch : (spec.Data.TrainImages + spec.GlobalBatch - 1) / spec.GlobalBatch;
}
