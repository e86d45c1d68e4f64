namespace ExperimentRunner.Matrix.Expectations;

/// <summary>What may follow a bound, and what it makes of the number.</summary>
internal sealed record Unit(string Name, double Factor);
