namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>What it means to do a call again of which it is not known whether it was done.</summary>
internal enum Replay
{
    /// <summary>The same as doing it once, and with the same answer.</summary>
    Harmless,

    /// <summary>The same as doing it once, but what was done already is answered with RESOURCE_DOES_NOT_EXIST.</summary>
    EndsInMissing,

    /// <summary>A second thing of its kind: it is sent again only where it surely was not done.</summary>
    Doubles,
}
