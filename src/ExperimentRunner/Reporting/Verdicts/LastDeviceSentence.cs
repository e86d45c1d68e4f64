using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>The last device that is worth paying for, and what a law says of more; null where devices do not vary.</summary>
internal static class LastDeviceSentence
{
    public static string? Of(SpeedupReport report) =>
        DevicesSentence.Told(report).FirstOrDefault(curve => curve.Steps.Count > 0) is { } curve ? $"{Worth(curve)}{Law(curve)}" : null;

    private static string Worth(ScalingCurve curve)
    {
        DeviceStep[] worth = [.. curve.Steps.TakeWhile(step => step.IsWorth)];
        DeviceStep? next = curve.Steps.Skip(worth.Length).FirstOrDefault();
        string refused = next is null ? "" : $"from {FigureText.Count(next.From.Devices)} to {FigureText.Count(next.To.Devices)} each gave {Share(next)}{Reason(next)}";
        return (worth.Length, next) switch
        {
            (0, _) => $"No device beyond {FigureText.Count(curve.First.Devices)} is worth paying for: {refused} ({curve.Label}).",
            (_, null) => $"All {FigureText.Count(worth[^1].To.Devices)} devices are worth paying for: each one added gave {Shares(worth)} ({curve.Label}).",
            _ => $"The last device worth paying for is number {FigureText.Count(worth[^1].To.Devices)}: each one added gave {Shares(worth)}; {refused} ({curve.Label}).",
        };
    }

    private static string Shares(DeviceStep[] worth) => worth switch
    {
        [var only] => $"{Share(only)}{(only.IsClose ? ", where less than half is not ruled out" : "")}",
        _ => $"{Number(worth.Min(step => step.GainPerDevice.Value))} to {Number(worth.Max(step => step.GainPerDevice.Value))} of a first one{(worth.Any(step => step.IsClose) ? ", where less than half is not ruled out" : "")}",
    };

    private static string Share(DeviceStep step) => step.GainPerDevice.Interval is { } interval
        ? $"{Number(step.GainPerDevice.Value)} ({Number(interval.Low)} to {Number(interval.High)}) of a first one"
        : $"{Number(step.GainPerDevice.Value)} of a first one, measured once";

    private static string Number(double share) => FigureText.Rate(Math.Max(0, share));

    private static string Reason(DeviceStep step) => step switch
    {
        { GainPerDevice.Value: >= DeviceStep.LeastWorth } => ", which the repeats can't tell from nothing",
        { IsClose: true } => ", less than half, though more is not ruled out",
        _ => ", less than half",
    };

    private static string Law(ScalingCurve curve) => curve.Fits.Usl is LawFit.Fitted { Predictions: [var first, ..] } fit
        ? $" By the USL {FigureText.Count(first.Devices)} devices give {FigureText.Factor(first.Speedup)}{Interval(first)}, and the peak is {LawRow.Peak(fit)}{Doubt(fit)}."
        : "";

    private static string Doubt(LawFit.Fitted fit) => fit switch
    {
        { DegreesOfFreedom: 0 } => "; that fit is exact, so nothing shows how sure it is",
        { IsChecked: false } => "; too few numbers of devices to tell whether that law holds",
        _ => "",
    };

    private static string Interval(Prediction prediction) => prediction.Interval is { } interval
        ? $" ({FigureText.Factor(interval.Low)} to {FigureText.Factor(interval.High)})"
        : "";
}
