using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>What a reader of a report has to know of a run that was interrupted and went on.</summary>
internal static class ResumeRemarks
{
    public static IEnumerable<string> Of(UsedSettings before, UsedSettings now)
    {
        yield return "The run was interrupted and went on from a checkpoint: its throughput and times are those of all parts together, without the first steps of each part and without what was lost in between.";
        (string What, object Before, object Now)[] settings =
        [
            ("backend", before.Backend, now.Backend),
            ("device", before.DeviceName, now.DeviceName),
            ("precision", before.Precision, now.Precision),
            ("library", before.Library, now.Library),
        ];
        foreach ((string what, object old, object current) in settings.Where(setting => !setting.Before.Equals(setting.Now)))
        {
            yield return $"The run went on with another {what}: {current} in place of {old}. Its losses need not be those of an undisturbed run.";
        }
    }
}
