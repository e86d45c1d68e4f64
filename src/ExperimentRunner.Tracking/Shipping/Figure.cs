namespace ExperimentRunner.Tracking.Shipping;

/// <summary>One figure of a run or of a sweep, for example <c>scaling/speedup</c>.</summary>
public sealed record Figure(string Key, double Value);
