using System.Globalization;
using System.Text;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests;

/// <summary>Everything that a server knows of an experiment, to be compared.</summary>
internal static class Tracked
{
    public static async Task<IReadOnlyList<MlflowRun>> RunsAsync(MlflowClient client, string experiment = "quickstart")
    {
        string id = (await client.FindExperimentAsync(experiment, CancellationToken.None))!.ExperimentId;
        IReadOnlyList<MlflowRun> runs = await client.SearchRunsAsync(id, "", CancellationToken.None);
        return [.. runs.OrderBy(run => run.Tag(TagNames.Role) == TagNames.SweepRole ? 0 : 1).ThenBy(run => run.Info.RunName, StringComparer.Ordinal)];
    }

    /// <summary>As text, with run ids replaced by names.</summary>
    public static async Task<string> DescribeAsync(MlflowClient client)
    {
        IReadOnlyList<MlflowRun> runs = await RunsAsync(client);
        var text = new StringBuilder();
        foreach (MlflowRun run in runs)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {run.Info.RunName} {run.Info.Status} {run.Info.StartTime} - {run.Info.EndTime}\n");
            foreach (MlflowTag tag in run.Data.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"tag {tag.Key}: {tag.Value}\n");
            }

            foreach (MlflowParam param in run.Data.Params.OrderBy(param => param.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"param {param.Key}: {param.Value}\n");
            }

            foreach (string key in run.Data.Metrics.Select(metric => metric.Key).Order(StringComparer.Ordinal))
            {
                IEnumerable<string> points = (await client.MetricHistoryAsync(run.Info.RunId, key, CancellationToken.None))
                    .Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Value}@{point.Step}/{point.Timestamp}"));
                text.Append(CultureInfo.InvariantCulture, $"metric {key}: {string.Join(' ', points)}\n");
            }
        }

        return runs.Aggregate(text.ToString(), (current, run) => current.Replace(run.Info.RunId, $"<{run.Info.RunName}>", StringComparison.Ordinal));
    }
}
