using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Tells that a run folder has something new without reading it, so that a sweep of many runs is watched at little cost.</summary>
internal readonly record struct RunStamp(FileStamp Spec, FileStamp Events, FileStamp Result, FileStamp SystemSamples)
{
    /// <summary>A trainer was started, or is about to be.</summary>
    public bool HasBegun => Spec.Length is not null || Events.Length is not null;

    public static RunStamp Of(RunPaths run) => new(FileStamp.Of(run.Spec), FileStamp.Of(run.Events), FileStamp.Of(run.Result), FileStamp.Of(run.SystemSamples));
}
