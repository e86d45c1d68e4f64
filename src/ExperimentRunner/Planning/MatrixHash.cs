using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning;

/// <summary>Tells whether two matrices ask for the same runs, however their files are written and in whatever order.</summary>
internal static class MatrixHash
{
    private const int HashCharacters = 16;

    /// <summary>16 hex digits of the SHA-256 of name, repeats, seed, whether there are probes, baseline and the canonical specs, sorted.</summary>
    public static string Of(SweepDefinition definition)
    {
        IEnumerable<string> lines =
        [
            definition.Name,
            Text(definition.Repeats),
            definition.Seed.ToString(CultureInfo.InvariantCulture),
            .. definition.HasProbes ? ["probes"] : Array.Empty<string>(),
            Canonical(definition.Baseline.Spec),
            .. definition.Cells.Select(cell => Canonical(cell.Spec)).Order(StringComparer.Ordinal),
        ];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return Convert.ToHexStringLower(hash)[..HashCharacters];
    }

    private static string Text(RepeatPolicy repeats) => repeats.Until is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"{repeats.Least}-{repeats.Most} until {until:R}")
        : repeats.Most.ToString(CultureInfo.InvariantCulture);

    private static string Canonical(RunSpec spec) => JsonSerializer.Serialize(spec, CompactRunJson.Default.RunSpec);
}
