namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What a server holds stands in the way of telling it a sweep. The message says what to do about it.</summary>
public sealed class TrackingConflictException(string message) : Exception(message);
