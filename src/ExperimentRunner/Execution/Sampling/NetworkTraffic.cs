using System.Globalization;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Bytes that all network interfaces but the loopback have moved since the machine was started.</summary>
internal readonly record struct NetworkTraffic(long Received, long Sent)
{
    // After the interface's name: eight fields of what was received, bytes first, then as many of what was sent.
    private const int SentBytes = 8;

    /// <summary>Null where the kernel does not tell.</summary>
    public static NetworkTraffic? Read() => ProcFile.Read("/proc/net/dev") is { } text ? Parse(text) : null;

    public static NetworkTraffic Parse(string dev)
    {
        long[][] interfaces =
        [
            .. dev.Split('\n')
                .Select(line => line.Split(':', 2))
                .Where(parts => parts.Length == 2 && parts[0].Trim() != "lo")
                .Select(parts => ProcFile.Fields(parts[1]).Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray()),
        ];
        return new NetworkTraffic(interfaces.Sum(fields => fields[0]), interfaces.Sum(fields => fields[SentBytes]));
    }
}
