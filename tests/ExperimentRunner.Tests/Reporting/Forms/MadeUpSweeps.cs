namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>The sweeps that every form of a report is shown for.</summary>
internal static class MadeUpSweeps
{
    public static IReadOnlyDictionary<string, Func<SweepBuilder>> All { get; } = new Dictionary<string, Func<SweepBuilder>>
    {
        ["clean-scaling"] = Sweeps.CleanScaling,
        ["negative-scaling"] = Sweeps.NegativeScaling,
        ["one-device"] = Sweeps.OneDevice,
        ["one-repeat"] = Sweeps.OneRepeat,
        ["all-failed"] = Sweeps.AllFailed,
        ["mixed-failures"] = Sweeps.MixedFailures,
        ["expecting"] = Sweeps.Expecting,
        ["probed"] = Sweeps.Probed,
        ["non-ascii"] = Sweeps.NonAscii,
    };

    public static TheoryData<string> Names => new(All.Keys);
}
