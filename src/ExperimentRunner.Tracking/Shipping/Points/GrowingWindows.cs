using System.Numerics;

namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>
/// Windows over samples of a run of which nobody knows how long it takes: one sample each at first, then ever longer ones, so that at most
/// <see cref="PointWindows.MostPoints"/> points come of half a year at one sample every 10 s, and no replay gives others.
/// </summary>
internal static class GrowingWindows
{
    /// <summary>Samples that are a point each: 4 h 16 min at one every 10 s.</summary>
    public const int Single = 1536;

    /// <summary>Windows of each doubling of the samples after that; the first have 16 samples.</summary>
    private const int InADoubling = 96;

    /// <param name="position">Of a sample, from 1.</param>
    /// <returns>From 0; whatever comes after the last window belongs to it.</returns>
    public static long IndexOf(long position)
    {
        long sample = position - 1;
        if (sample < Single)
        {
            return sample;
        }

        int doublings = BitOperations.Log2((ulong)(sample / Single));
        long begin = (long)Single << doublings;
        long index = Single + (InADoubling * doublings) + ((sample - begin) / (begin / InADoubling));
        return Math.Min(index, PointWindows.MostPoints - 1);
    }
}
