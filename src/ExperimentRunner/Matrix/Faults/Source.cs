namespace ExperimentRunner.Matrix.Faults;

/// <summary>Where YAML was written: the matrix file or one <c>--set</c>.</summary>
/// <param name="Name">As faults name it, for example <c>experiments/x.yaml</c> or <c>--set=train.epochs=x</c>.</param>
/// <param name="Folder">Absolute folder that relative paths in it start from.</param>
/// <param name="Order">Faults of lower numbers are told first.</param>
internal sealed record Source(string Name, string Folder, int Order);
