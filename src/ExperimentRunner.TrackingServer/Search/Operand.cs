namespace ExperimentRunner.TrackingServer.Search;

/// <summary>The right side of a comparison; <see cref="Source"/> is how it was written.</summary>
internal abstract record Operand(string Source)
{
    /// <summary>In single or double quotes.</summary>
    public sealed record Text(string Value, string Source) : Operand(Source);

    public sealed record Number(double Value, string Source) : Operand(Source);

    /// <summary>In parentheses; good only where all between them are quoted texts and commas.</summary>
    public sealed record List(IReadOnlyList<string> Values, string Source) : Operand(Source)
    {
        public required bool IsWellFormed { get; init; }
    }

    /// <summary>Of <c>IS NULL</c> and <c>IS NOT NULL</c>.</summary>
    public sealed record Null() : Operand("NULL");

    /// <summary>A bare word where a value should be.</summary>
    public sealed record Unquoted(string Source) : Operand(Source);
}
