using System.Globalization;

namespace ExperimentRunner.Execution;

/// <summary>How many processes the kernel has killed for lack of memory. Null where it does not tell.</summary>
/// <param name="InGroup">In the control group of this process.</param>
/// <param name="OnMachine">On the whole machine, control groups included.</param>
internal sealed record OutOfMemoryKills(long? InGroup, long? OnMachine)
{
    private const string Counter = "oom_kill";

    /// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
    public static OutOfMemoryKills Count(string root = "/") => new(OfGroup(root), Read(Path.Combine(root, "proc/vmstat")));

    private static long? OfGroup(string root)
    {
        string file = Path.Combine(root, "proc/self/cgroup");
        return File.Exists(file)
            ? File.ReadLines(file).Select(line => OfLine(root, line)).FirstOrDefault(count => count is not null)
            : null;
    }

    /// <param name="line"><c>0::/path</c> in version 2, <c>4:memory:/path</c> in version 1 (cgroups(7)).</param>
    private static long? OfLine(string root, string line) => line.Split(':', 3) switch
    {
        ["0", "", var path] => Read(Path.Combine(root, $"sys/fs/cgroup{path}", "memory.events")),
        [_, var controllers, var path] when controllers.Split(',').Contains("memory") => Read(Path.Combine(root, $"sys/fs/cgroup/memory{path}", "memory.oom_control")),
        _ => null,
    };

    private static long? Read(string file)
    {
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith($"{Counter} ", StringComparison.Ordinal)) : null;
        return line is not null && long.TryParse(line.AsSpan(Counter.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : null;
    }
}
