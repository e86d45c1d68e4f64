using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>
/// Process 0's connections to all others, beside MPI: when a process is gone, the kernel closes its connection at once, so that the run
/// can say which it was before the job is killed.
/// </summary>
internal sealed class LifelineServer : IDisposable
{
    private readonly TcpListener listener = TcpListener.Create(0);
    private readonly LifelineTimes times;
    private readonly TimeProvider time;
    private readonly ConcurrentBag<LifelineConnection> connections = [];
    private readonly TaskCompletionSource<PeerFailure> failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LifelineServer(LifelineTimes times, TimeProvider time)
    {
        this.times = times;
        this.time = time;
        listener.Start();
        Address = LifelineAddress.OfThisHost(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = AcceptAsync();
    }

    public LifelineAddress Address { get; }

    /// <summary>Ends with the first process that failed or is gone; never otherwise.</summary>
    public Task<PeerFailure> Failure => failure.Task;

    /// <summary>Tells all others that the end is meant.</summary>
    public void TellDone()
    {
        foreach (LifelineConnection connection in connections)
        {
            connection.TryWrite(LifelineConnection.Done);
        }
    }

    public void Dispose()
    {
        TellDone();
        listener.Dispose();
        foreach (LifelineConnection connection in connections)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new LifelineConnection(await listener.AcceptSocketAsync(), times);
                connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(LifelineConnection connection)
    {
        connection.TryWrite(Address.ServerWord);
        if (PeerLine.ReadHello(await connection.ReadAsync(), Address.PeerWord) is not { } peer)
        {
            connection.Dispose();
            return;
        }

        connection.StartToBeat(time);
        string? line = await connection.ReadAsync();
        if (line != LifelineConnection.Done)
        {
            failure.TrySetResult((line is null ? null : PeerLine.ReadFailure(line, peer)) ?? peer with
            {
                ExitCode = connection.FellSilent ? null : TrainerExitCode.Killed,
                Message = "it ended without a word, or has not answered for 20 s. It was killed (by the kernel for want of memory, perhaps), crashed, was stopped, or its host is lost.",
            });
        }
    }
}
