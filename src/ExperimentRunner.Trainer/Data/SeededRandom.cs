namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// All chance in an epoch: SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), started from seed, epoch and place. Every
/// place has a stream of its own, so what is drawn for one image depends neither on the others nor on who draws it when.
/// </summary>
internal struct SeededRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <param name="place">Position of an image in the epoch's order; below 0 for what concerns the whole epoch.</param>
    public SeededRandom(int seed, int epoch, int place) =>
        state = Mix(Mix(Mix((uint)seed + Gamma) + (uint)epoch + Gamma) + (uint)place + Gamma);

    public ulong NextBits() => Mix(state += Gamma);

    /// <summary>0 to below 1.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)Math.BigMul(NextBits(), (ulong)end, out _);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
