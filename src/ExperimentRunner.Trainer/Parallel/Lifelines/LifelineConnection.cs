using System.Net.Sockets;

namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>One end of a lifeline: lines of text, and a beat now and then to show that this process still runs.</summary>
internal sealed class LifelineConnection : IDisposable
{
    public const string Done = "done";
    private const string Beat = "beat";

    private readonly Socket socket;
    private readonly LifelineTimes times;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly Lock gate = new();
    private ITimer? timer;

    public LifelineConnection(Socket socket, LifelineTimes times)
    {
        this.socket = socket;
        this.times = times;
        var stream = new NetworkStream(socket, ownsSocket: true);
        reader = new StreamReader(stream);
        writer = new StreamWriter(stream) { AutoFlush = true };
    }

    /// <summary>The other end is frozen or out of reach: it did not close the connection, as the kernel does for a process that has ended.</summary>
    public bool FellSilent { get; private set; }

    public void StartToBeat(TimeProvider time) => timer = time.CreateTimer(_ => TryWrite(Beat), state: null, times.Beat, times.Beat);

    /// <returns>Whether the line was handed to the network; the other end may be gone all the same.</returns>
    public bool TryWrite(string line)
    {
        try
        {
            lock (gate)
            {
                writer.WriteLine(line);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <returns>The next line that is no beat; null if the other end is gone or was silent for too long.</returns>
    public async Task<string?> ReadAsync()
    {
        try
        {
            string? line;
            do
            {
                using var patience = new CancellationTokenSource(times.Silence);
                line = await reader.ReadLineAsync(patience.Token);
            }
            while (line == Beat);

            return line;
        }
        catch (OperationCanceledException)
        {
            FellSilent = true;
            return null;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        socket.Dispose();
    }
}
