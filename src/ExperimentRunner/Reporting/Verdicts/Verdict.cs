namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>The answer in a few plain sentences, computed from the figures.</summary>
internal static class Verdict
{
    public static IReadOnlyList<string> Of(SpeedupReport report) =>
    [
        .. ExpectationsSentence.Of(report),
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
