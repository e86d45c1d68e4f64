namespace ExperimentRunner.TrackingServer.Search;

/// <summary>The right side of a comparison.</summary>
internal abstract record Operand
{
    private Operand()
    {
    }

    public sealed record Text(string Value) : Operand;

    public sealed record Number(double Value, string Source) : Operand;

    public sealed record List(IReadOnlyList<string> Values) : Operand;

    /// <summary>Of <c>IS NULL</c> and <c>IS NOT NULL</c>.</summary>
    public sealed record Null : Operand;

    /// <summary>A bare word where a value should be.</summary>
    public sealed record Unquoted(string Source) : Operand;
}
