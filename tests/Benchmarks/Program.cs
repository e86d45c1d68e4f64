using System.CommandLine;
using System.Text.Json;
using Benchmarks;
using Spectre.Console;

var rounds = new Option<int>("--rounds") { Description = "Times that each pair is measured, in turn.", DefaultValueFactory = _ => 5 };
var steps = new Option<int>("--steps") { Description = "Measured steps of each run.", DefaultValueFactory = _ => 40 };
var output = new Option<FileInfo>("--output") { Description = "Where the figures go.", DefaultValueFactory = _ => new FileInfo("artifacts/bench/bench.json") };
var command = new RootCommand("Measures the trainer side by side with itself. Figures are images/s; quote ratios.") { rounds, steps, output };
command.SetAction(async (parsed, cancellationToken) =>
{
    var results = new List<ComparisonResult>();
    foreach (Comparison comparison in TrainerComparisons.Of(parsed.GetValue(steps)))
    {
        List<double> numerator = [], denominator = [];
        for (int round = 1; round <= parsed.GetValue(rounds); round++)
        {
            numerator.Add(await TrainerRun.ImagesPerSecondAsync(comparison.Numerator, cancellationToken));
            denominator.Add(await TrainerRun.ImagesPerSecondAsync(comparison.Denominator, cancellationToken));
            AnsiConsole.WriteLine($"{comparison.Question}, round {round}: {numerator[^1]:0.0} against {denominator[^1]:0.0} images/s");
        }

        results.Add(new ComparisonResult(comparison.Question, comparison.Wanted, numerator, denominator));
    }

    if (Console.IsOutputRedirected)
    {
        AnsiConsole.Profile.Width = 120;
    }

    BenchTable.Print(results, AnsiConsole.Console);
    FileInfo file = parsed.GetRequiredValue(output);
    file.Directory!.Create();
    var report = new BenchReport(1, TimeProvider.System.GetUtcNow(), Machine.ProcessorName(), Environment.ProcessorCount, parsed.GetValue(rounds), parsed.GetValue(steps), results);
    await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, BenchJson.Default.BenchReport), cancellationToken);
    AnsiConsole.WriteLine($"Written to {file.FullName}.");
});
return await command.Parse(args).InvokeAsync();
