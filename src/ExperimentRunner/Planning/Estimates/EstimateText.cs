using System.Globalization;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>Tells what a sweep may take, and how sure that is.</summary>
internal static class EstimateText
{
    /// <summary>A word or two for a column.</summary>
    public static string Of(RunEstimate estimate) => estimate.Basis switch
    {
        EstimateBasis.Measured => string.Create(CultureInfo.InvariantCulture, $"{estimate.Runs} measured"),
        EstimateBasis.Scaled => "scaled",
        EstimateBasis.Probed => "probed",
        EstimateBasis.Similar => "similar cell",
        EstimateBasis.Rough => "rough",
    };

    /// <summary>For example <c>8 runs: 0.31 device-hours, 0.37 EUR</c>.</summary>
    public static string Cost(SweepEstimate estimate) => estimate is { Cost: { } cost, Currency: { } currency }
        ? $"{DeviceHours(estimate.DeviceHours)}, {Money(cost, currency)}"
        : DeviceHours(estimate.DeviceHours);

    /// <summary>On the machine, and of packed runs also one after the other.</summary>
    public static string Time(SweepEstimate estimate) => estimate.PackedSeconds is { } packed
        ? $"{RoughTime.Text(packed)} side by side on this machine ({RoughTime.Text(estimate.Seconds)} one after the other)"
        : $"{RoughTime.Text(estimate.Seconds)} one after the other";

    public static string DeviceHours(double hours) => $"{Number(hours)} device-hours";

    public static string Money(double amount, string currency) => $"{Number(amount)} {currency}";

    /// <summary>A line for each kind of basis.</summary>
    public static IEnumerable<string> Bases(SweepEstimate estimate) => estimate.Bases.Select(share =>
        string.Create(CultureInfo.InvariantCulture, $"  {share.Runs} {(share.Runs == 1 ? "run" : "runs")}, {RoughTime.Text(share.Seconds)}: {Why(share)}"));

    private static string Why(BasisShare share) => share.Basis switch
    {
        EstimateBasis.Measured => $"measured on this machine, the same cells (last in {share.Example.SweepId})",
        EstimateBasis.Scaled => $"scaled from cells that were measured on this machine{Example(share)}",
        EstimateBasis.Probed => "probed: a few steps of each shape on random numbers on this machine; the images of a real source come on top",
        EstimateBasis.Similar => $"less sure: scaled by arithmetic from the most similar cells that were measured on this machine{Example(share)}",
        EstimateBasis.Rough => "rough, within a factor of a few: counted from arithmetic with an assumed rate, since nothing like it was measured on this machine; `plan --probe` measures",
    };

    private static string Example(BasisShare share) => share.Example is { Cell: { } cell, Differences: { Count: > 0 } differences }
        ? $", for example {cell} but for {string.Join(", ", differences)}"
        : "";

    /// <summary>Three digits, as many as an estimate is worth.</summary>
    public static string Number(double value) => value >= 100 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("G3", CultureInfo.InvariantCulture);
}
