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
            CheapestSentence.Of(report),
            DevicesSentence.Of(report),
            LastDeviceSentence.Of(report),
            AmpSentence.Of(report),
            RuleSentence.Of(report),
            BottleneckSentence.Of(report),
            UndecidedSentence.Of(report),
            RepeatsSentence.Of(report),
            GapsSentence.Of(report),
        }.OfType<string>(),
    ];
}
