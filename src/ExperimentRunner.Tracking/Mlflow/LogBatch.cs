namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Metrics, parameters and tags of one run, of any number.</summary>
public sealed record LogBatch
{
    public IReadOnlyList<MlflowMetric> Metrics { get; init; } = [];

    public IReadOnlyList<MlflowParam> Params { get; init; } = [];

    public IReadOnlyList<MlflowTag> Tags { get; init; } = [];

    internal int Count => Metrics.Count + Params.Count + Tags.Count;

    /// <summary>The same in parts that a server takes; none if there is nothing.</summary>
    internal IReadOnlyList<LogBatch> Split()
    {
        LogBatch whole = this with
        {
            Params = [.. Params.Select(param => param with { Value = MlflowLimits.Cut(param.Value, MlflowLimits.ParamValue) })],
            Tags = [.. Tags.Select(tag => tag with { Value = MlflowLimits.Cut(tag.Value, MlflowLimits.TagValue) })],
        };
        return Count == 0 ? [] : whole.FitsInOne ? [whole] :
        [
            .. whole.Params.Chunk(MlflowLimits.ParamsInABatch).Select(part => new LogBatch { Params = part }),
            .. whole.Tags.Chunk(MlflowLimits.TagsInABatch).Select(part => new LogBatch { Tags = part }),
            .. whole.Metrics.Chunk(MlflowLimits.MetricsInABatch).Select(part => new LogBatch { Metrics = part }),
        ];
    }

    private bool FitsInOne =>
        Metrics.Count <= MlflowLimits.MetricsInABatch && Params.Count <= MlflowLimits.ParamsInABatch
        && Tags.Count <= MlflowLimits.TagsInABatch && Count <= MlflowLimits.AllInABatch;
}
