using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>Names runs and cells: a readable slug and a short hash of the canonical JSON, so that the same spec always has the same name.</summary>
public static class RunId
{
    private const int HashCharacters = 8;

    /// <summary>For example <c>d2-b64-linear-amp-s0-3f9a1c07</c>.</summary>
    public static string Of(RunSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"{Slug(spec)}-s{spec.Seed}-{Hash(spec)}");

    /// <summary>The name that all repeats of a cell share, for example <c>d2-b64-linear-amp-71c0de42</c>.</summary>
    public static string OfCell(RunSpec spec) => $"{Slug(spec)}-{Hash(spec with { Seed = 0 })}";

    private static string Slug(RunSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"d{spec.Devices}-b{spec.BatchPerDevice}-{Name(spec.LrRule)}-{Precision(spec.Amp)}{(spec.Probe is { Kind: var kind } ? $"-{Name(kind)}" : "")}");

    private static string Name(Enum member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());

    private static string Precision(Amp amp) => amp switch
    {
        Amp.Off => "fp32",
        Amp.On => "amp",
        Amp.Bf16 => "bf16",
        Amp.Fp16 => "fp16",
    };

    private static string Hash(RunSpec spec)
    {
        byte[] canonical = JsonSerializer.SerializeToUtf8Bytes(spec, CompactRunJson.Default.RunSpec);
        return Convert.ToHexStringLower(SHA256.HashData(canonical))[..HashCharacters];
    }
}
