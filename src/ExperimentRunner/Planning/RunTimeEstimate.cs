using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>Says how long a run may take. The seam at which measured runs can take the place of <see cref="FlopEstimate"/>.</summary>
internal delegate TimeSpan RunTimeEstimate(RunSpec spec, ImageCount images);
