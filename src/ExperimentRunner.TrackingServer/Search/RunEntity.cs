namespace ExperimentRunner.TrackingServer.Search;

/// <summary>What a key of a run search belongs to.</summary>
internal enum RunEntity
{
    Attribute,
    Metric,
    Parameter,
    Tag,
    Dataset,
}
