namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>What a model says of an image.</summary>
/// <param name="Top">The likeliest classes, the best first; at least one.</param>
internal sealed record Prediction(string File, IReadOnlyList<Guess> Top);
