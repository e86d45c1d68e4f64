using System.Globalization;
using System.Text.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>Names of runs. Legends of MLflow's charts show nothing else, so a name carries what varies: <c>d2-b32-sqrt-bf16-r1</c>, and what a probe leaves out: <c>d2-b32-no_exchange-r1</c>.</summary>
internal static class RunNames
{
    public static string Of(PlannedRun run, AxisLabels labels)
    {
        string cell = run.Axes.Count == 0 ? run.CellId : string.Join('-', run.Axes.Select(axis => Part(axis, labels)));
        string probe = run.Probe is { } kind ? $"-{JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{cell}{probe}-r{run.Repeat}");
    }

    private static string Part(AxisValue axis, AxisLabels labels) => axis.Axis switch
    {
        "devices" => $"d{axis.Value}",
        "batch_per_device" => $"b{axis.Value}",
        "global_batch" => $"g{axis.Value}",
        "threads_per_device" => $"t{axis.Value}",
        "lr_rule" when axis.Value != "none" => axis.Value,
        "lr_rule" => "fixed",
        "amp" => axis.Value switch
        {
            "off" => "fp32",
            "on" => "amp",
            _ => axis.Value,
        },
        _ => $"{axis.Axis[(axis.Axis.LastIndexOf('.') + 1)..]}={labels.Of(axis)}",
    };
}
