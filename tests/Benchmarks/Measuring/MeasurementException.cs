namespace Benchmarks.Measuring;

/// <summary>A process that was to be measured failed; the message says how.</summary>
internal sealed class MeasurementException(string message) : Exception(message);
