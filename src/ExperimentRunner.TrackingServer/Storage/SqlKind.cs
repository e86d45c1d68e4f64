namespace ExperimentRunner.TrackingServer.Storage;

internal enum SqlKind
{
    Null,
    Integer,
    Number,
    Text,
}
