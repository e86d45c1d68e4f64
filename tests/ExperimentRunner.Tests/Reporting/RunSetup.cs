using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>Writes the files that a run of a hand-made sweep left behind.</summary>
internal delegate void RunSetup(RunPaths paths, PlannedRun run);
