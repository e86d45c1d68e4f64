namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>A class and how likely it is, 0 to 1.</summary>
internal sealed record Guess(string Label, double Probability);
