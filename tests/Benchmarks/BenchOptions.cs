namespace Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Only">Parts of questions; empty asks all.</param>
/// <param name="PeerRoot">Where PyTorch is installed; null leaves its rows out.</param>
/// <param name="Data">Root of an image folder; null leaves its row out.</param>
internal sealed record BenchOptions(int Rounds, int Steps, IReadOnlyList<string> Only, string? PeerRoot, string PeerScript, string? Data);
