using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What of a run folder a server has yet to be told.</summary>
/// <param name="Batch">What to tell.</param>
/// <param name="Told">What the server knows once it was told.</param>
/// <param name="Inputs">The data sets of the run, once they are known.</param>
internal sealed record RunNews(LogBatch Batch, ToldRun Told, IReadOnlyList<MlflowDatasetInput> Inputs)
{
    public static RunNews Read(RunPaths paths, PlannedRun run, AxisLabels labels, ToldRun told, RunEnding ending)
    {
        // A folder that a broken trainer left must not keep the other runs from being told.
        var unreadable = new List<string>();
        if (ending.Unreadable is not null)
        {
            unreadable.Add(ending.Unreadable);
        }

        EventNews events = OrTell(() => EventNews.Read(paths, run.Spec, told, ending.IsFinal), unreadable) ?? new EventNews(new LogBatch(), told, Used: null);
        SampleNews samples = OrTell(() => SampleNews.Read(paths, events.Told, isEnded: ending.Result?.Usage is not null), unreadable) ?? new SampleNews([], events.Told);
        var batch = new LogBatch
        {
            Params = told.HasParams ? [] : RunParams.Of(run, labels),
            Metrics = [.. events.Batch.Metrics, .. samples.Metrics],
            Tags = unreadable.Count == 0 ? events.Batch.Tags : [.. events.Batch.Tags, new(TagNames.Unreadable, string.Join('\n', unreadable))],
        };
        return new RunNews(batch, samples.Told with { HasParams = true }, events.Used is { } used ? DataSets.Of(run.Spec, used) : []);
    }

    private static T? OrTell<T>(Func<T> read, List<string> unreadable)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            unreadable.Add(exception.Message);
            return null;
        }
    }
}
