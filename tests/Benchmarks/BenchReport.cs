using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>The content of <c>bench.json</c>.</summary>
internal sealed record BenchReport(int Version, DateTimeOffset Created, string Processor, int Cores, int Rounds, int Steps, IReadOnlyList<ComparisonResult> Comparisons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
