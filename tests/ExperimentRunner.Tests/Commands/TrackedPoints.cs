using System.Globalization;
using System.Text;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tests.Commands;

/// <summary>What a server knows of an experiment, point by point, to be compared with what another one knows.</summary>
internal static class TrackedPoints
{
    /// <summary>One line for each run and each of its metrics, with all points of the metric's history; ids left out.</summary>
    public static async Task<string> DescribeAsync(Uri server, string experiment)
    {
        using var client = new MlflowClient(new TrackingConnection { Server = server }, TimeProvider.System);
        MlflowExperiment found = await client.FindExperimentAsync(experiment, CancellationToken.None) ?? throw new InvalidOperationException($"{server} has no experiment {experiment}.");
        var text = new StringBuilder();
        foreach (MlflowRun run in (await client.SearchRunsAsync(found.ExperimentId, "", CancellationToken.None)).OrderBy(run => run.Info.RunName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{run.Info.RunName} {run.Info.Status} {run.Info.StartTime} {run.Info.EndTime} {string.Join(' ', run.Data.Params.Select(param => $"{param.Key}={param.Value}").Order(StringComparer.Ordinal))}\n");
            foreach (string key in run.Data.Metrics.Select(metric => metric.Key).Order(StringComparer.Ordinal))
            {
                IEnumerable<string> points = (await client.MetricHistoryAsync(run.Info.RunId, key, CancellationToken.None))
                    .OrderBy(point => point.Step).ThenBy(point => point.Timestamp)
                    .Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Step}/{point.Timestamp}={point.Value}"));
                text.Append(CultureInfo.InvariantCulture, $"  {key}: {string.Join(' ', points)}\n");
            }
        }

        return text.ToString();
    }
}
