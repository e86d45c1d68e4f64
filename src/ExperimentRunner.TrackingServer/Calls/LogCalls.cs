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
        return database.WriteAsync(
            connection =>
            {
                RunRow.FindActive(connection, run);
                return MetricTable.Add(connection, run, [metric]);
            },
            cancellationToken);
    }

    public Task<Nothing> ParameterAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        KeyValue parameter = Parameter(fields);
        return database.WriteAsync(
            connection =>
            {
                RunRow.FindActive(connection, run);
                return ParameterTable.Add(connection, run, parameter);
            },
            cancellationToken);
    }

    /// <summary>All of it or, on any fault, none of it.</summary>
    public Task<Nothing> BatchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        MetricRow[] metrics = [.. fields.Objects("metrics").Select((metric, index) => MetricRow.Read(metric, At("metrics", index)))];
        KeyValue[] parameters = [.. fields.Objects("params").Select((parameter, index) => Parameter(parameter, At("params", index)))];
        IReadOnlyList<KeyValue> tags = TagCalls.ReadChecked(fields);
        CheckCounts(metrics.Length, parameters.Length, tags.Count);
        CheckDuplicates(parameters);
        return database.WriteAsync(
            connection =>
            {
                RunRow.FindActive(connection, run);
                ParameterTable.Add(connection, run, parameters);
                MetricTable.Add(connection, run, metrics);
                foreach (KeyValue tag in tags)
                {
                    TagCalls.SetOnRun(connection, run, tag);
                }

                return new Nothing();
            },
            cancellationToken);
    }

    private static KeyValue Parameter(RequestFields fields, string path = "")
    {
        string key = fields.RequiredText("key");
        Names.Check(key, $"{path}key");
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
        string[] twice = [.. parameters.GroupBy(parameter => parameter.Key).Where(group => group.Count() > 1).Select(group => $"'{group.Key}'")];
        if (twice.Length > 0)
        {
            throw MlflowFault.Invalid(
                $"Duplicate parameter keys have been submitted: [{string.Join(", ", twice)}]. Please ensure the request contains only one param value per param key.");
        }
    }

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].");
}
