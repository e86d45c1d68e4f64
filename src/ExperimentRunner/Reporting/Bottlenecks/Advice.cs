namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>Something to try against a bottleneck.</summary>
/// <param name="Text">A sentence that begins with a verb.</param>
/// <param name="Measured">What it did where the matrix varied it; null where it did not.</param>
internal sealed record Advice(string Text, SettingEffect? Measured);
