using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>What a figure with its 95 % interval says of a bound.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Judgement>))]
internal enum Judgement
{
    /// <summary>All of the interval meets it.</summary>
    Passed,

    /// <summary>Part of the interval meets it, or there is no interval.</summary>
    Inconclusive,

    /// <summary>None of the interval meets it.</summary>
    Failed,
}
