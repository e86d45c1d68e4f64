using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages;

/// <param name="Experiment">The experiment.</param>
/// <param name="Runs">How many it has that are not deleted.</param>
/// <param name="Running">How many of them go on.</param>
/// <param name="LastStart">When the newest began, in milliseconds since 1970; 0 if there is none.</param>
internal sealed record ExperimentSummary(ExperimentAnswer Experiment, long Runs, long Running, long LastStart);
