using System.CommandLine;
using System.Diagnostics;

namespace Benchmarks.Tracking;

/// <summary><c>tracking</c>: fills the embedded tracking server with many runs, then asks it what a client would, and reads its peak memory.</summary>
internal static class TrackingCommand
{
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Runs to make, all in one experiment.", DefaultValueFactory = _ => 100_000 };
        var points = new Option<int>("--points") { Description = "Metric points of each run, in ten metrics; a multiple of 10, at most 1000.", DefaultValueFactory = _ => 100 };
        var clients = new Option<int>("--clients") { Description = "Clients that fill it at the same time.", DefaultValueFactory = _ => 8 };
        var command = new Command("tracking", "Measures the tracking server with many runs.") { runs, points, clients };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(runs), parsed.GetValue(points), parsed.GetValue(clients), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int runs, int points, int clients, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracking-bench-");
        try
        {
            using ServerUnderLoad server = await ServerUnderLoad.StartAsync(folder.FullName, cancellationToken);
            var load = new TrackingLoad(server.Client, points);
            long begin = Stopwatch.GetTimestamp();
            IReadOnlyList<string> ids = await load.FillAsync(runs, clients, cancellationToken);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            await Console.Out.WriteLineAsync(FormattableString.Invariant(
                $"{runs} runs with {(long)runs * points} points in {seconds:0} s: {runs / seconds:0} runs/s, {runs * (double)points / seconds:0} points/s. Database {new FileInfo(server.Database).Length >> 20} MiB."));
            await Console.Out.WriteLineAsync($"Server: peak memory {server.PeakMemory} after filling");
            await new TrackingQuestions(server.Client, ids).AskAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Server: peak memory {server.PeakMemory} at the end");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }
}
