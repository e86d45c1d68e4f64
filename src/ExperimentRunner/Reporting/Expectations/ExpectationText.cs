using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>Says in words what came of an expectation.</summary>
internal static class ExpectationText
{
    /// <summary>For example <c>x1.88 (x1.86 to x1.90)</c>.</summary>
    public static string Figure(Measure measure, MeasuredFigure? figure) => figure?.Mean switch
    {
        null => FigureText.None,
        { Interval: null } mean => Value(measure, mean.Value),
        { Interval: { } interval } mean => $"{Value(measure, mean.Value)} ({Value(measure, interval.Low)} to {Value(measure, interval.High)})",
    };

    /// <summary>What is missing for a judgement, or what its figure leaves out; empty where it is clear.</summary>
    public static string Remark(JudgedCell judged) => judged switch
    {
        { Missed: > 0 } => $"the target was missed in {FigureText.Count(judged.Missed)} of {FigureText.Count(judged.Cell.FinishedRuns, "repeat", "repeats")}",
        { FellBack: true } => "ran in fp32",
        { Judgement: not Judgement.Inconclusive } => "",
        { Figure: null } => "not measured",
        { Figure.Mean.Interval: null } => "needs at least 2 repeats",
        { Repeats: { } repeats } => $"{FigureText.Count(repeats)} repeats would probably decide",
        _ => "too close to call",
    };

    private static string Value(Measure measure, double value) => measure switch
    {
        Measure.Speedup => FigureText.Factor(value),
        Measure.Efficiency or Measure.Accuracy => FigureText.PercentExactly(value),
        Measure.AccuracyDrop => $"{(value < 0 ? "-" : "")}{FigureText.Points(value)}",
        Measure.ImagesPerSecond => $"{FigureText.Rate(value)} images/s",
        Measure.StepTime => FigureText.Milliseconds(value),
        Measure.TimeToTarget => FigureText.Duration(value),
        Measure.PeakMemory => FigureText.Bytes((long)Math.Round(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
    };
}
