using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>A run and the experiment that it belongs to, which one query asks for together.</summary>
internal sealed record RunWithExperiment(RunAnswer Run, ExperimentAnswer Experiment);
