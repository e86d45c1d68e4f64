using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Splits a batch by the server's limits, in entries and in bytes as sent. Params and tags come before metrics.</summary>
internal static class BatchSplitter
{
    /// <summary>The request without its entries: the run's id and the names of the fields.</summary>
    private const int EnvelopeBytes = 512;

    private const int MostBytes = MlflowLimits.RequestBytes - EnvelopeBytes;

    public static IReadOnlyList<LogBatch> Split(LogBatch batch)
    {
        if (FitsInOne(batch))
        {
            return [batch];
        }

        return
        [
            .. Chunks(batch.Params, MlflowLimits.ParamsInABatch, MlflowJson.Default.MlflowParam).Select(part => new LogBatch { Params = part }),
            .. Chunks(batch.Tags, MlflowLimits.TagsInABatch, MlflowJson.Default.MlflowTag).Select(part => new LogBatch { Tags = part }),
            .. Chunks(batch.Metrics, MlflowLimits.MetricsInABatch, MlflowJson.Default.MlflowMetric).Select(part => new LogBatch { Metrics = part }),
        ];
    }

    private static bool FitsInOne(LogBatch batch) =>
        batch.Metrics.Count <= MlflowLimits.MetricsInABatch && batch.Params.Count <= MlflowLimits.ParamsInABatch && batch.Tags.Count <= MlflowLimits.TagsInABatch
        && batch.Count <= MlflowLimits.AllInABatch
        && Bytes(batch.Metrics, MlflowJson.Default.MlflowMetric) + Bytes(batch.Params, MlflowJson.Default.MlflowParam) + Bytes(batch.Tags, MlflowJson.Default.MlflowTag) <= MostBytes;

    private static IEnumerable<IReadOnlyList<T>> Chunks<T>(IReadOnlyList<T> entries, int most, JsonTypeInfo<T> type)
    {
        var chunk = new List<T>();
        long bytes = 0;
        foreach (T entry in entries)
        {
            int size = Bytes(entry, type);
            if (chunk.Count == most || (chunk.Count > 0 && bytes + size > MostBytes))
            {
                yield return chunk;
                (chunk, bytes) = ([], 0);
            }

            chunk.Add(entry);
            bytes += size;
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private static long Bytes<T>(IReadOnlyList<T> entries, JsonTypeInfo<T> type) => entries.Sum(entry => (long)Bytes(entry, type));

    private static int Bytes<T>(T entry, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(entry, type).Length + ",".Length;
}
