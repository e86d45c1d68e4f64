namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>The answer in two to five plain sentences, computed from the figures.</summary>
internal static class Verdict
{
    public static IReadOnlyList<string> Of(SpeedupReport report) =>
    [
        .. new[]
        {
            FastestSentence.Of(report),
            DevicesSentence.Of(report),
            AmpSentence.Of(report),
            RepeatsSentence.Of(report),
            GapsSentence.Of(report),
        }.OfType<string>(),
    ];
}
