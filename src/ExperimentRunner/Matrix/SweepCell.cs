using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix;

/// <summary>One cell of a sweep, ready to be repeated.</summary>
/// <param name="Spec">With the seed 0, which each repeat replaces.</param>
/// <param name="Axes">Values of the settings by which the sweep's cells differ.</param>
/// <param name="BatchPlace">Where the batch was written.</param>
internal sealed record SweepCell(RunSpec Spec, IReadOnlyList<AxisValue> Axes, Place BatchPlace);
