using System.Diagnostics;
using Benchmarks.Contenders;
using Benchmarks.Measuring;
using Benchmarks.Rows;
using Spectre.Console;

namespace Benchmarks;

/// <summary>Measures every contender once a round, so that a slow minute hits all of them, and answers the rows from that.</summary>
internal sealed class Bench(BenchOptions options, IAnsiConsole console)
{
    private readonly Dictionary<string, string> failures = [];

    public IReadOnlyList<BenchRow> Rows { get; } =
        [.. BenchRows.Of(new ContenderSpecs(options.Steps, options.Data), Missing(options)).Where(row => IsAsked(row, options.Only))];

    /// <summary>A contender could not be measured.</summary>
    public bool HasFailed => failures.Count > 0;

    public async Task<IReadOnlyList<RowResult>> RunAsync(CancellationToken cancellationToken)
    {
        Contender[] contenders = [.. Rows.Where(row => row.LeftOut is null).SelectMany(row => row.Contenders).DistinctBy(contender => contender.Name)];
        var rounds = new List<IReadOnlyDictionary<string, Measurement>>();
        for (int round = 1; round <= options.Rounds; round++)
        {
            // Every other round goes backwards, so that a machine that slows down steadily favours nobody.
            IEnumerable<Contender> order = round % 2 == 1 ? contenders : contenders.Reverse();
            rounds.Add(await RoundAsync(round, order, cancellationToken));
        }

        return [.. Rows.Select(row => RowResult.Of(row, rounds, row.LeftOut ?? Failure(row)))];
    }

    private async Task<IReadOnlyDictionary<string, Measurement>> RoundAsync(int round, IEnumerable<Contender> contenders, CancellationToken cancellationToken)
    {
        var laboratory = new Laboratory(options.PeerRoot is { } root ? new PeerInstallation(root, options.PeerScript) : null);
        var measured = new Dictionary<string, Measurement>();
        foreach (Contender contender in contenders.Where(contender => !failures.ContainsKey(contender.Name)))
        {
            long begin = Stopwatch.GetTimestamp();
            string outcome;
            try
            {
                measured[contender.Name] = await laboratory.MeasureAsync(contender, cancellationToken);
                outcome = Figures.Of(measured[contender.Name]);
            }
            catch (MeasurementException exception)
            {
                failures[contender.Name] = exception.Message;
                outcome = exception.Message;
            }

            console.WriteLine($"round {round} of {options.Rounds}: {contender.Name}: {outcome} ({Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s)");
        }

        return measured;
    }

    private string? Failure(BenchRow row) => row.Contenders
        .Select(contender => failures.TryGetValue(contender.Name, out string? message) ? message : null)
        .FirstOrDefault(message => message is not null);

    private static bool IsAsked(BenchRow row, IReadOnlyList<string> only) =>
        only.Count == 0 || only.Any(part => row.Question.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static MissingParts Missing(BenchOptions options) => new(
        options switch
        {
            { PeerRoot: null } => "no --peer=ROOT",
            { PeerScript: var script } when !File.Exists(script) => $"--peer-script: there is no {script}",
            _ => null,
        },
        options.Data is null ? "no --data=FOLDER" : null,
        Machine.HasNativeBf16() ? null : "this CPU has neither AVX512_BF16 nor AMX");
}
