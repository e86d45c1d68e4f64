namespace ExperimentRunner.Trainer.Data;

/// <summary>How image files are decoded.</summary>
/// <param name="CacheFolder">Where decoded images are kept for later runs; null decodes into memory.</param>
/// <param name="Tell">Gets a line now and then; may be called from any thread, but from one at a time.</param>
/// <param name="Beat">Called with each piece of work, from any thread.</param>
internal sealed record DecodeSettings(int Threads, string? CacheFolder, Action<string> Tell, Action Beat, TimeProvider Time)
{
    /// <summary>Into memory, silently.</summary>
    public static DecodeSettings InMemory(int threads) => new(threads, CacheFolder: null, _ => { }, () => { }, TimeProvider.System);
}
