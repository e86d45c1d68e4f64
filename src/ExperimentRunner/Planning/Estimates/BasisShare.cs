namespace ExperimentRunner.Planning.Estimates;

/// <summary>How much of a sweep's time rests on what.</summary>
/// <param name="Seconds">Of these runs together.</param>
/// <param name="Example">One of these runs' estimates.</param>
internal sealed record BasisShare(EstimateBasis Basis, int Runs, double Seconds, RunEstimate Example);
