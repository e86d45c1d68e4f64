namespace ExperimentRunner.TrackingServer.Search;

/// <summary>One clause of a filter: <c>metrics.loss &lt; 0.5</c> is entity metrics, key loss. The entity is null where only a key was written.</summary>
internal sealed record Condition(string? Entity, string Key, string Comparator, Operand Value);
