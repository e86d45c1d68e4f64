namespace ExperimentRunner.Planning;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014; constants of Vigna's splitmix64.c): unlike System.Random it is written down, so a plan is the
/// same with every version of .NET.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to below <paramref name="bound"/>; the bias of the multiplication is below 2^-32 for any int.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
