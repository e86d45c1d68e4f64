using System.CommandLine;
using System.Text.Json;
using Benchmarks.Execution;
using Benchmarks.Measuring;
using Benchmarks.Rows;
using Benchmarks.Tracking;
using Spectre.Console;

namespace Benchmarks;

/// <summary>The command line of the benchmarks.</summary>
internal static class BenchCommandLine
{
    private const int RedirectedWidth = 240;

    public static RootCommand Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Times that everything is measured.", DefaultValueFactory = _ => 5 };
        var steps = new Option<int>("--steps") { Description = "Measured steps of a 64-pixel run; 20 or more, or the peer's slow runs have too few.", DefaultValueFactory = _ => 40 };
        var only = new Option<string[]>("--only") { Description = "Only rows whose question holds this text; may be given again." };
        var peer = new Option<string?>("--peer") { Description = "Root under which PyTorch is installed; without it, rows against PyTorch are left out.", HelpName = "ROOT" };
        var peerScript = new Option<string>("--peer-script") { Description = "Script that runs PyTorch under that root.", DefaultValueFactory = _ => "../shared/peer/run-peer.sh" };
        var data = new Option<string?>("--data") { Description = "Image folder (train/CLASS/*, test/CLASS/*); without it, its row is left out.", HelpName = "FOLDER" };
        var output = new Option<FileInfo>("--output") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/bench.json") };
        var command = new RootCommand("Measures the trainer side by side with PyTorch, with itself and with the machine's peak. Quote ratios.")
        {
            rounds, steps, only, peer, peerScript, data, output, TrackingCommand.Create(), ExecutionCommand.Create(),
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new BenchOptions(
                parsed.GetValue(rounds), parsed.GetValue(steps), parsed.GetValue(only) ?? [], parsed.GetValue(peer), Path.GetFullPath(parsed.GetRequiredValue(peerScript)), parsed.GetValue(data)),
            parsed.GetRequiredValue(output),
            cancellationToken));
        return command;
    }

    /// <returns>1 if a contender failed, 2 if no row was asked for, else 0: goals are not asserted.</returns>
    private static async Task<int> RunAsync(BenchOptions options, FileInfo output, CancellationToken cancellationToken)
    {
        var bench = new Bench(options, AnsiConsole.Console);
        if (bench.Rows.Count == 0)
        {
            await Console.Error.WriteLineAsync($"--only: no row's question holds {string.Join(" or ", options.Only)}.");
            return 2;
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = RedirectedWidth;
        }

        IReadOnlyList<RowResult> results = await bench.RunAsync(cancellationToken);
        BenchTable.Print(bench.Rows, results, AnsiConsole.Console);
        output.Directory!.Create();
        var report = new BenchReport(2, TimeProvider.System.GetUtcNow(), Machine.ProcessorName(), Environment.ProcessorCount, options.Rounds, options.Steps, results);
        await File.WriteAllTextAsync(output.FullName, JsonSerializer.Serialize(report, BenchJson.Default.BenchReport), cancellationToken);
        AnsiConsole.WriteLine($"Written to {output.FullName}.");
        return bench.HasFailed ? 1 : 0;
    }
}
