namespace ExperimentRunner.Execution;

/// <summary>What a sweep has cost so far, earlier sessions included.</summary>
/// <param name="Runs">That were begun: ended in whatever way, at work, or dropped by a changed matrix.</param>
/// <param name="DeviceTime">Devices times time of the runs that have ended.</param>
internal sealed record SweepSpending(int Runs, TimeSpan DeviceTime);
