using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>The same ratio from several pairs of cells.</summary>
internal sealed record MeasuredRange(IReadOnlyList<Ratio> Ratios)
{
    public double Min => Ratios.Min(ratio => ratio.Value);

    public double Max => Ratios.Max(ratio => ratio.Value);

    /// <summary>The lowest end of their intervals.</summary>
    public double Low => Ratios.Min(ratio => ratio.Low ?? ratio.Value);

    /// <summary>The highest end of their intervals.</summary>
    public double High => Ratios.Max(ratio => ratio.High ?? ratio.Value);

    public bool HasOneRepeat => Ratios.Any(ratio => ratio.Certainty == Certainty.OneRepeat);

    public int NotDistinguishable => Ratios.Count(ratio => ratio.Certainty == Certainty.NotDistinguishable);

    /// <summary>Null if there is nothing to make a range of.</summary>
    public static MeasuredRange? Of(IEnumerable<Ratio?> ratios)
    {
        Ratio[] known = [.. ratios.OfType<Ratio>()];
        return known.Length == 0 ? null : new MeasuredRange(known);
    }

    /// <summary>For example <c>x1.93 (95 % interval x1.90 to x1.96)</c>, or <c>x1.85 to x1.93 in 4 pairs of cells</c>.</summary>
    public string Text => Ratios switch
    {
        [{ Low: { } low, High: { } high } only] =>
            $"{FigureText.Factor(only.Value)} (95 % interval {FigureText.Factor(low)} to {FigureText.Factor(high)})",
        [var only] => FigureText.Factor(only.Value),
        _ => $"{FigureText.Factor(Min)} to {FigureText.Factor(Max)} in {FigureText.Count(Ratios.Count)} pairs of cells",
    };
}
