namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Metrics, parameters and tags of one run, of any number and length.</summary>
public sealed record LogBatch
{
    public IReadOnlyList<MlflowMetric> Metrics { get; init; } = [];

    public IReadOnlyList<MlflowParam> Params { get; init; } = [];

    public IReadOnlyList<MlflowTag> Tags { get; init; } = [];

    internal int Count => Metrics.Count + Params.Count + Tags.Count;

    /// <summary>The same in parts that a server takes; none if there is nothing.</summary>
    internal IReadOnlyList<LogBatch> Split() => Count == 0 ? [] : BatchSplitter.Split(CutTo(MlflowLimits.TagValue));

    /// <summary>The same with too long keys and values cut visibly.</summary>
    /// <param name="tagValue">Longest value of a tag.</param>
    internal LogBatch CutTo(int tagValue) => new()
    {
        Metrics = Metrics.Any(metric => metric.Key.Length > MlflowLimits.KeyLength)
            ? [.. Metrics.Select(metric => metric with { Key = MlflowLimits.CutKey(metric.Key) })]
            : Metrics,
        Params = [.. Params.Select(param => new MlflowParam(MlflowLimits.CutKey(param.Key), MlflowLimits.Cut(param.Value, MlflowLimits.ParamValue)))],
        Tags = [.. Tags.Select(tag => new MlflowTag(MlflowLimits.CutKey(tag.Key), MlflowLimits.Cut(tag.Value, tagValue)))],
    };
}
