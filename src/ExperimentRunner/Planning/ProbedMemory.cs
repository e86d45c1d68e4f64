namespace ExperimentRunner.Planning;

/// <summary>What a dry probe found out about the memory of a run.</summary>
/// <param name="PeakBytes">Highest memory of the trainer; null if it told none.</param>
/// <param name="Failure">Why the probe did not come to its end, for example <c>out of memory</c>; null if it did.</param>
internal sealed record ProbedMemory(long? PeakBytes, string? Failure);
