using System.Net;
using System.Net.Sockets;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Parallel.Lifelines;

namespace ExperimentRunner.Trainer.Tests.Parallel.Lifelines;

public sealed class LifelineTests
{
    private static readonly LifelineTimes Times = new(Beat: TimeSpan.FromMilliseconds(50), Silence: TimeSpan.FromSeconds(10), Connect: TimeSpan.FromSeconds(5));

    /// <summary>For an end that is meant to be silent.</summary>
    private static readonly LifelineTimes Brief = Times with { Silence = TimeSpan.FromSeconds(3) };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_connection_that_closes_without_a_word_is_a_failure_that_names_its_process()
    {
        using var server = new LifelineServer(Times, TimeProvider.System);
        using Lifeline peer = Connect(server, rank: 3);

        peer.Dispose();
        PeerFailure failure = await server.Failure.WaitAsync(Patience);

        Assert.Equal((3, Dns.GetHostName(), Environment.ProcessId, (int?)TrainerExitCode.Killed), (failure.Rank, failure.Host, failure.ProcessId, failure.ExitCode));
        Assert.Contains("without a word", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_silent_counts_as_gone_though_its_connection_stays()
    {
        using var server = new LifelineServer(Brief, TimeProvider.System);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(PeerLine.Hello(server.Address.PeerWord, 1, "frozen", 42) + "\n"));

        PeerFailure failure = await server.Failure.WaitAsync(Patience);

        Assert.Equal(("frozen", (int?)null), (failure.Host, failure.ExitCode));
    }

    [Fact]
    public async Task A_process_that_beats_lives_as_long_as_it_likes()
    {
        LifelineTimes times = Times with { Silence = TimeSpan.FromSeconds(5) };
        using var server = new LifelineServer(times, TimeProvider.System);
        using Lifeline peer = Connect(server, rank: 1);

        Task first = await Task.WhenAny(server.Failure, Task.Delay(2 * times.Silence));

        Assert.NotSame(server.Failure, first);
    }

    [Fact]
    public async Task A_failure_arrives_with_its_exit_code_and_its_words()
    {
        using var server = new LifelineServer(Times, TimeProvider.System);
        using Lifeline peer = Connect(server, rank: 2);

        peer.TellFailure(exitCode: 5, "no images\nat all");
        PeerFailure failure = await server.Failure.WaitAsync(Patience);

        Assert.Equal((5, "no images\nat all"), (failure.ExitCode, failure.Message));
    }

    [Fact]
    public async Task A_process_that_says_it_is_done_may_close()
    {
        using var server = new LifelineServer(Times, TimeProvider.System);
        using Lifeline done = Connect(server, rank: 1);
        using Lifeline gone = Connect(server, rank: 2);

        done.TellDone();
        done.Dispose();
        gone.Dispose();
        PeerFailure failure = await server.Failure.WaitAsync(Patience);

        Assert.Equal(2, failure.Rank);
    }

    [Fact]
    public async Task A_stranger_is_turned_away_and_fails_no_run()
    {
        using var server = new LifelineServer(Times, TimeProvider.System);
        using (var stranger = new TcpClient())
        {
            await stranger.ConnectAsync(IPAddress.Loopback, server.Address.Port);
            await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        }

        using Lifeline peer = Connect(server, rank: 1);
        peer.TellFailure(exitCode: 70, "mine");

        Assert.Equal("mine", (await server.Failure.WaitAsync(Patience)).Message);
    }

    [Fact]
    public async Task When_process_0_is_gone_the_others_are_told_but_not_when_it_says_so()
    {
        var lost = new TaskCompletionSource();
        var lostAfterDone = new TaskCompletionSource();
        using var server = new LifelineServer(Times, TimeProvider.System);
        using Lifeline? told = Lifeline.Connect(server.Address, 1, Times, TimeProvider.System, lostAfterDone.SetResult);
        using Socket mute = MuteServer(out LifelineAddress address);
        using Lifeline? left = Lifeline.Connect(address, 1, Brief, TimeProvider.System, lost.SetResult);

        server.Dispose();
        await lost.Task.WaitAsync(Patience);

        Assert.False(lostAfterDone.Task.IsCompleted);
    }

    [Fact]
    public void An_address_survives_its_text()
    {
        var address = LifelineAddress.OfThisHost(4711);

        var read = LifelineAddress.Parse(address.ToString());

        Assert.Equal((address.Port, address.ServerWord, address.PeerWord), (read.Port, read.ServerWord, read.PeerWord));
        Assert.Equal(address.Addresses, read.Addresses);
        Assert.NotEmpty(read.Addresses);
    }

    private static Lifeline Connect(LifelineServer server, int rank) => Lifeline.Connect(server.Address, rank, Times, TimeProvider.System, () => { })!;

    /// <summary>Greets whoever connects, and never says anything again.</summary>
    private static Socket MuteServer(out LifelineAddress address)
    {
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var told = new LifelineAddress(((IPEndPoint)listener.LocalEndPoint!).Port, "server", "peer", [IPAddress.Loopback]);
        _ = Task.Run(async () =>
        {
            Socket peer = await listener.AcceptAsync();
            await peer.SendAsync("server\n"u8.ToArray());
            await Task.Delay(Patience);
            peer.Dispose();
        });
        address = told;
        return listener;
    }
}
