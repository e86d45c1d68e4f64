namespace Benchmarks.Measuring;

/// <summary>
/// Peak of the proportional set size (PSS) of a process and what it starts: resident memory in which a page that several processes share
/// is dealt out among them, so that sums over processes count it once. Read from smaps_rollup ten times a second.
/// </summary>
/// <param name="processes">How many to add up, the largest ones: a launcher that only waits is not counted.</param>
internal sealed class MemoryWatch(int processes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public long PeakBytes { get; private set; }

    public async Task WatchAsync(int root, Task ended)
    {
        while (!ended.IsCompleted)
        {
            PeakBytes = Math.Max(PeakBytes, ProcessTree.Of(root).Select(ProportionalBytes).OrderDescending().Take(processes).Sum());
            await Task.WhenAny(ended, Task.Delay(Interval));
        }
    }

    private static long ProportionalBytes(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/smaps_rollup").FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        }
        catch (IOException)
        {
            // It has ended since it was listed.
            return 0;
        }
    }
}
