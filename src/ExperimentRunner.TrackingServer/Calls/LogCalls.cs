using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls that log metrics and parameters to a run, one or many at once.</summary>
internal sealed class LogCalls(Database database)
{
    public Task<Nothing> MetricAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        MetricRow metric = MetricRow.Read(fields);
        return database.WriteAsync(session => AddMetrics(session, RunRow.FindActive(session, run), [metric]), cancellationToken);
    }

    public Task<Nothing> ParameterAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        KeyValue parameter = Parameter(fields);
        return database.WriteAsync(
            session =>
            {
                RunRow.FindActive(session, run);
                return ParameterTable.Add(session, run, parameter);
            },
            cancellationToken);
    }

    /// <summary>All of it or, on any fault, none of it.</summary>
    public Task<Nothing> BatchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        MetricRow[] metrics = [.. fields.Objects("metrics").Select(MetricRow.Read)];
        KeyValue[] parameters = [.. fields.Objects("params").Select(Parameter)];
        IReadOnlyList<KeyValue> tags = TagCalls.ReadChecked(fields);
        CheckCounts(metrics.Length, parameters.Length, tags.Count);
        CheckDuplicates(parameters);
        return database.WriteAsync(
            session =>
            {
                RunRow row = RunRow.FindActive(session, run);
                ParameterTable.Add(session, run, parameters);
                AddMetrics(session, row, metrics);
                foreach (KeyValue tag in tags)
                {
                    TagCalls.SetOnRun(session, run, tag);
                }

                return new Nothing();
            },
            cancellationToken);
    }

    private static Nothing AddMetrics(Session session, RunRow run, IReadOnlyList<MetricRow> metrics)
    {
        MetricTable.Add(session, run.Id, metrics);
        foreach (MetricRow metric in metrics.Where(metric => metric.ModelId is not null))
        {
            LoggedModelTable.AddMetric(session, run, metric);
        }

        return new Nothing();
    }

    private static KeyValue Parameter(RequestFields fields)
    {
        string key = fields.RequiredText("key");
        Names.Check(key, fields, "key");
        Names.CheckLength("Param key", Limits.Key, key);
        return new KeyValue(key, Names.Cut(fields.Text("value") ?? "", Limits.ParamValue));
    }

    private static void CheckCounts(int metrics, int parameters, int tags)
    {
        CheckCount("metrics", metrics, Limits.MetricsInABatch);
        CheckCount("params", parameters, Limits.ParamsInABatch);
        CheckCount("tags", tags, Limits.TagsInABatch);
        CheckCount("metrics, params, and tags", metrics + parameters + tags, Limits.AllInABatch);
    }

    private static void CheckCount(string what, int count, int most)
    {
        if (count > most)
        {
            throw MlflowFault.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"A batch logging request can contain at most {most} {what}. Got {count} {what}. Please split up {what} across multiple requests and try again."));
        }
    }

    private static void CheckDuplicates(IReadOnlyList<KeyValue> parameters)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        string[] again = [.. parameters.Where(parameter => !known.Add(parameter.Key)).Select(parameter => $"'{parameter.Key}'")];
        if (again.Length > 0)
        {
            throw MlflowFault.Invalid(
                $"Duplicate parameter keys have been submitted: [{string.Join(", ", again)}]. Please ensure the request contains only one param value per param key.");
        }
    }
}
