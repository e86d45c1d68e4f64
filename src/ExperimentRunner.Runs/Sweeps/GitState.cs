namespace ExperimentRunner.Runs.Sweeps;

/// <summary>The commit that a sweep was started from. Dirty: tracked files differ from it.</summary>
public sealed record GitState(string Commit, string Branch, bool IsDirty);
