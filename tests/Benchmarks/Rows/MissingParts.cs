namespace Benchmarks.Rows;

/// <summary>Why some rows can't be answered here; null where they can.</summary>
internal sealed record MissingParts(string? Peer, string? ImageFolder, string? NativeBf16);
