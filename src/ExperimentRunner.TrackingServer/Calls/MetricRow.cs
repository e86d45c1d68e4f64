using System.Globalization;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A metric value as the tables hold it: NaN is 0 with a flag, infinities are the greatest finite numbers.</summary>
internal sealed record MetricRow(string Key, double Value, bool IsNan, long Timestamp, long Step)
{
    /// <param name="fields">The metric that was sent.</param>
    /// <param name="path">Where it stands in the request, for messages: <c>metrics[1].</c>.</param>
    public static MetricRow Read(RequestFields fields, string path = "")
    {
        string key = fields.RequiredText("key");
        double value = fields.RequiredNumber("value");
        long timestamp = fields.RequiredInteger("timestamp");
        Names.Check(key, $"{path}name");
        Names.CheckLength("Metric name", Limits.Key, key);
        if (timestamp < 0)
        {
            throw MlflowFault.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid value {timestamp} for parameter '{path}timestamp' supplied: Timestamp must be a nonnegative long (64-bit integer)."));
        }

        return new MetricRow(
            key,
            double.IsNaN(value) ? 0 : Math.Clamp(value, double.MinValue, double.MaxValue),
            double.IsNaN(value),
            timestamp,
            fields.Integer("step") ?? 0);
    }
}
