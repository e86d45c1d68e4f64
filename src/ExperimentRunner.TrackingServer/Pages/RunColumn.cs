using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>A column of a table of runs.</summary>
internal sealed record RunColumn(ColumnKind Kind, string Key)
{
    /// <summary>What MLflow's <c>order_by</c> calls it; null where the key has both kinds of quotes and can't be said.</summary>
    public string? OrderKey
    {
        get
        {
            string entity = Kind == ColumnKind.Parameter ? "params" : "metrics";
            return !Key.Contains('`', StringComparison.Ordinal) ? $"{entity}.`{Key}`" : !Key.Contains('"', StringComparison.Ordinal) ? $"{entity}.\"{Key}\"" : null;
        }
    }

    /// <summary>As it was sent; null where the run has none.</summary>
    public string? Text(RunAnswer run) => Kind == ColumnKind.Parameter
        ? run.Data.Params?.FirstOrDefault(parameter => parameter.Key == Key)?.Value
        : Metric(run)?.Value.ToString("R", CultureInfo.InvariantCulture);

    public double? Number(RunAnswer run) => Kind == ColumnKind.Metric
        ? Metric(run)?.Value
        : double.TryParse(Text(run), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private MetricPoint? Metric(RunAnswer run) => run.Data.Metrics?.FirstOrDefault(metric => metric.Key == Key);
}
