namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>The number of devices beyond which more make it slower, by the USL: sqrt((1 - alpha) / beta).</summary>
/// <param name="Devices">1 or more; null where the fit has no such number.</param>
/// <param name="Speedup">There, against the curve's first devices; null where the fit has no such number.</param>
/// <param name="Low">Lower end of the 95 % interval (Fieller 1954); null without degrees of freedom, or where any number is as likely.</param>
/// <param name="High">Upper end; null where the points do not rule out that it never comes.</param>
internal sealed record PeakDevices(double? Devices, double? Speedup, double? Low, double? High);
