using System.Text.Json.Serialization;

namespace Benchmarks.Rows;

/// <summary>The content of <c>bench.json</c>.</summary>
internal sealed record BenchReport(int Version, DateTimeOffset Created, string Processor, int Cores, int Rounds, int Steps, IReadOnlyList<RowResult> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
