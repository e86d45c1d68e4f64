using System.Globalization;

namespace ExperimentRunner.Execution.Devices;

/// <summary>The cores that this process may use, by its own affinity, its control group and the group's share of time.</summary>
internal static class AllowedCores
{
    private const string Status = "/proc/self/status";
    private const string Field = "Cpus_allowed_list:";

    public static IReadOnlyList<int> Read()
    {
        string? list = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        IEnumerable<int> allowed = list is null ? Enumerable.Range(0, Environment.ProcessorCount) : Parse(list[Field.Length..]);

        // A control group that may use the time of four cores on 64 has ProcessorCount 4.
        return [.. allowed.Take(Environment.ProcessorCount)];
    }

    /// <param name="list">As the kernel writes it: <c>0-3,8,10-11</c>.</param>
    public static IReadOnlyList<int> Parse(string list) => [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Range)];

    private static IEnumerable<int> Range(string text)
    {
        int[] ends = [.. text.Split('-').Select(end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture))];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
