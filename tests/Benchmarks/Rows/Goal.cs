namespace Benchmarks.Rows;

/// <summary>What we want of a row; never asserted.</summary>
internal sealed record Goal(double Limit, bool IsLeast)
{
    public static Goal AtLeast(double limit) => new(limit, IsLeast: true);

    public static Goal AtMost(double limit) => new(limit, IsLeast: false);

    public bool IsMetBy(double value) => IsLeast ? value >= Limit : value <= Limit;
}
