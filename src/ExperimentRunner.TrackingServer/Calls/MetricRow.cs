using System.Globalization;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A metric value as the tables of runs hold it: NaN is 0 with a flag (that of models has none, and holds NULL), infinities are the greatest finite numbers.</summary>
internal sealed record MetricRow(string Key, double Value, bool IsNan, long Timestamp, long Step)
{
    /// <summary>The logged model that was measured; null if none.</summary>
    public string? ModelId { get; init; }

    public string? DatasetName { get; init; }

    public string? DatasetDigest { get; init; }

    public static MetricRow Read(RequestFields fields)
    {
        string key = fields.RequiredText("key");
        double value = fields.RequiredNumber("value");
        long timestamp = fields.RequiredInteger("timestamp");
        Names.Check(key, fields, "name");
        if (timestamp < 0)
        {
            throw MlflowFault.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid value {timestamp} for parameter '{fields.Path}timestamp' supplied: metric '{key}' (value={PythonText.Repr(value)}). Timestamp must be a nonnegative long (64-bit integer) "));
        }

        Names.CheckLength("Metric name", Limits.Key, key);
        return new MetricRow(
            key,
            double.IsNaN(value) ? 0 : Math.Clamp(value, double.MinValue, double.MaxValue),
            double.IsNaN(value),
            timestamp,
            fields.Integer("step") ?? 0)
        {
            ModelId = NotEmpty(fields.Text("model_id")),
            DatasetName = NotEmpty(fields.Text("dataset_name")),
            DatasetDigest = NotEmpty(fields.Text("dataset_digest")),
        };
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
