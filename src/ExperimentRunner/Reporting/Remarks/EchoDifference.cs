namespace ExperimentRunner.Reporting.Remarks;

/// <summary>A setting of a run that is not what it was asked to be.</summary>
internal sealed record EchoDifference(string Setting, string Asked, string Used);
