using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Numbers of devices that the repeats can't tell apart; null where they all can be.</summary>
internal static class UndecidedSentence
{
    private const int MostNamed = 3;

    public static string? Of(SpeedupReport report)
    {
        (ScalingCurve Curve, DeviceStep Step)[] undecided =
        [
            .. from curve in report.Curves
               from step in curve.Steps
               where step.Gain.Certainty == Certainty.NotDistinguishable
               select (curve, step),
        ];
        if (undecided.Length == 0)
        {
            return null;
        }

        string more = undecided.Length > MostNamed ? $"; and {FigureText.Count(undecided.Length - MostNamed)} more" : "";
        return $"Not distinguishable in speed: {string.Join("; ", undecided.Take(MostNamed).Select(found => Name(found.Curve, found.Step)))}{more}.";
    }

    private static string Name(ScalingCurve curve, DeviceStep step) =>
        $"{FigureText.Count(step.From.Devices)} and {FigureText.Count(step.To.Devices)} devices with {FigureText.Count(step.Gain.Pairs, "repeat", "repeats")} ({curve.Label})";
}
