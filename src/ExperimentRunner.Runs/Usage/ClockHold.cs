using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Usage;

/// <summary>What keeps a GPU's clocks below those that it was asked to run at; of several, the gravest, which is the last here.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ClockHold>))]
public enum ClockHold
{
    /// <summary>Nothing, or only that it idles or was told to run slower.</summary>
    None,

    /// <summary>It draws as much power as it may.</summary>
    PowerCap,

    /// <summary>The hardware, for heat or power: it does not say which.</summary>
    Hardware,

    /// <summary>The power supply.</summary>
    PowerBrake,

    Heat,
}
