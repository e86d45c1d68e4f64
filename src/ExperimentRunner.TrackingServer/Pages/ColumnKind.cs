namespace ExperimentRunner.TrackingServer.Pages;

internal enum ColumnKind
{
    Parameter,
    Metric,
}
