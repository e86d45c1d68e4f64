using System.Net;
using System.Net.Sockets;

namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>The connection of a process other than 0 to process 0.</summary>
internal sealed class Lifeline : IDisposable
{
    private readonly LifelineConnection connection;
    private volatile bool isDone;

    private Lifeline(LifelineConnection connection, Action lost)
    {
        this.connection = connection;
        _ = WatchAsync(lost);
    }

    /// <param name="lost">Called when process 0 is gone.</param>
    /// <returns>Null if process 0 can't be reached at any of its addresses.</returns>
    public static Lifeline? Connect(LifelineAddress address, int rank, LifelineTimes times, TimeProvider time, Action lost)
    {
        foreach (IPAddress host in address.Addresses)
        {
            if (TryOpen(new IPEndPoint(host, address.Port), times) is not { } connection)
            {
                continue;
            }

            if (connection.ReadAsync().GetAwaiter().GetResult() == address.ServerWord)
            {
                connection.TryWrite(PeerLine.Hello(address.PeerWord, rank, Dns.GetHostName(), Environment.ProcessId));
                connection.StartToBeat(time);
                return new Lifeline(connection, lost);
            }

            connection.Dispose();
        }

        return null;
    }

    /// <summary>Tells process 0 why this one can't go on.</summary>
    public void TellFailure(int exitCode, string message)
    {
        isDone = true;
        connection.TryWrite(PeerLine.Failure(exitCode, message));
    }

    /// <summary>Tells process 0 that this one ends as it should.</summary>
    public void TellDone()
    {
        isDone = true;
        connection.TryWrite(LifelineConnection.Done);
    }

    public void Dispose() => connection.Dispose();

    private static LifelineConnection? TryOpen(IPEndPoint end, LifelineTimes times)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = new CancellationTokenSource(times.Connect);
        try
        {
            socket.ConnectAsync(end, patience.Token).AsTask().GetAwaiter().GetResult();
            return new LifelineConnection(socket, times);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    private async Task WatchAsync(Action lost)
    {
        string? line = await connection.ReadAsync();
        if (line is null && !isDone)
        {
            lost();
        }
    }
}
