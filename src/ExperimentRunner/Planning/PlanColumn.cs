using System.Globalization;
using System.Text.Json;
using ExperimentRunner.Planning.Estimates;

namespace ExperimentRunner.Planning;

/// <summary>A column of the table that <c>plan</c> prints.</summary>
/// <param name="Header">Its head.</param>
/// <param name="Text">Its cell for a run.</param>
/// <param name="IsAlwaysShown">Else it is told once, below the table, where all runs have the same.</param>
internal sealed record PlanColumn(string Header, Func<PlanRow, string> Text, bool IsAlwaysShown = false)
{
    public bool IsNumber { get; init; } = true;

    public static PlanColumn PeakMemory { get; } = new("peak memory", row => ProbeText.Of(row.Memory), IsAlwaysShown: true);

    public static PlanColumn Probe { get; } = new("probe", row => row.Probe is { } kind ? Name(kind) : "", IsAlwaysShown: true) { IsNumber = false };

    public static IReadOnlyList<PlanColumn> Of(PlanView plan) =>
    [
        .. All.Take(2),
        .. HasProbes(plan) ? [Probe] : Array.Empty<PlanColumn>(),
        .. All.Skip(2),
        .. IsProbed(plan) ? [PeakMemory] : Array.Empty<PlanColumn>(),
    ];

    public static bool HasProbes(PlanView plan) => plan.Runs.Any(row => row.Probe is not null);

    public static bool IsProbed(PlanView plan) => plan.Runs.Any(row => row.Memory is not null);

    private static IReadOnlyList<PlanColumn> All { get; } =
    [
        new("#", row => Number(row.Order), IsAlwaysShown: true),
        new("run", row => row.IsBaseline ? $"{row.RunId} *" : row.RunId, IsAlwaysShown: true) { IsNumber = false },
        new("devices", row => Number(row.Devices)),
        new("batch", row => Number(row.BatchPerDevice)),
        new("accumulate", row => Number(row.Accumulate)),
        new("global", row => Number(row.GlobalBatch), IsAlwaysShown: true),
        new("lr rule", row => Name(row.LrRule)) { IsNumber = false },
        new("x lr", row => row.LrFactor.ToString("0.###", CultureInfo.InvariantCulture), IsAlwaysShown: true),
        new("lr", row => row.LearningRate.ToString("G4", CultureInfo.InvariantCulture), IsAlwaysShown: true),
        new("amp", row => Name(row.Amp)) { IsNumber = false },
        new("repeat", row => Number(row.Repeat)),
        new("seed", row => Number(row.Seed)),
        new("steps/epoch", row => Number(row.StepsPerEpoch), IsAlwaysShown: true),
        new("estimate", row => RoughTime.Text(row.EstimatedSeconds), IsAlwaysShown: true),
        new("basis", row => EstimateText.Of(row.Estimate)) { IsNumber = false },
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(Enum member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
}
