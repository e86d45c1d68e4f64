using System.Globalization;
using System.Text;

namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>The lines by which a process says who it is and why it failed.</summary>
internal static class PeerLine
{
    private const string Failed = "failed";

    public static string Hello(string word, int rank, string host, int processId) => string.Create(CultureInfo.InvariantCulture, $"{word} {rank} {processId} {host}");

    /// <returns>A failure without words yet, for what is known of the peer; null if the line is not a peer's.</returns>
    public static PeerFailure? ReadHello(string? line, string word) => line?.Split(' ') is [{ } said, { } rank, { } processId, { } host] && said == word
        ? new PeerFailure(int.Parse(rank, CultureInfo.InvariantCulture), host, int.Parse(processId, CultureInfo.InvariantCulture), ExitCode: null, "")
        : null;

    public static string Failure(int exitCode, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"{Failed} {exitCode} {Convert.ToBase64String(Encoding.UTF8.GetBytes(message))}");

    /// <returns>Null if the line tells of no failure.</returns>
    public static PeerFailure? ReadFailure(string line, PeerFailure peer) => line.Split(' ') is [Failed, { } exitCode, { } message]
        ? peer with { ExitCode = int.Parse(exitCode, CultureInfo.InvariantCulture), Message = Encoding.UTF8.GetString(Convert.FromBase64String(message)) }
        : null;
}
