namespace ExperimentRunner.Runs.Sweeps;

/// <summary>A setting that all runs of a sweep share, or one of the sweep itself, which a matrix changed.</summary>
/// <param name="Name">As in the matrix, for example <c>train.epochs</c> or <c>repeats</c>.</param>
/// <param name="Before">As it was written; <c>none</c> where there was none.</param>
/// <param name="After">As it is written now; <c>none</c> where there is none.</param>
public sealed record SettingChange(string Name, string Before, string After);
