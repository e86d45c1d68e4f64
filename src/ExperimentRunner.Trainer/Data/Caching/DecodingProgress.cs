using System.Globalization;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>Tells every ten seconds how far decoding is.</summary>
internal sealed class DecodingProgress(int images, DecodeSettings settings)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long told = settings.Time.GetTimestamp();
    private int decoded;

    /// <summary>One image more; from any thread.</summary>
    public void Count()
    {
        settings.Beat();
        lock (gate)
        {
            decoded++;
            if (settings.Time.GetElapsedTime(told) >= Interval)
            {
                told = settings.Time.GetTimestamp();
                settings.Tell(string.Create(CultureInfo.InvariantCulture, $"decoded {decoded:N0} of {images:N0} images"));
            }
        }
    }
}
