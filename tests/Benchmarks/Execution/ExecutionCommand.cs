using System.CommandLine;

namespace Benchmarks.Execution;

/// <summary><c>execution</c>: what the runner costs beside its trainers, with the fake trainer in their place.</summary>
internal static class ExecutionCommand
{
    public static Command Create()
    {
        var part = new Option<string>("--part") { Description = "lanes: how busy 8 made-up GPUs are kept by 1,000 runs. overhead: the runner's time a run. memory: of 10,000 runs with the live view. plan: time to plan 10,000 runs. cake: time of a target that does nothing.", Required = true };
        part.AcceptOnlyFromAmong("lanes", "overhead", "memory", "plan", "cake");
        var runs = new Option<int?>("--runs") { Description = "Runs in place of the part's own number." };
        var command = new Command("execution", "Measures the runner with the fake trainer. Linux only.") { part, runs };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(part), parsed.GetValue(runs), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string part, int? runs, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            await Console.Error.WriteLineAsync("The stand-ins are shell scripts, which Windows does not run.");
            return 2;
        }

        using var folder = new RunnerFolder();
        await Console.Out.WriteLineAsync(part switch
        {
            "lanes" => await LanesFigure.MeasureAsync(folder, runs ?? 1000, cancellationToken),
            "overhead" => await OverheadFigure.MeasureAsync(folder, runs ?? 40, cancellationToken),
            "memory" => await MemoryFigure.MeasureAsync(folder, runs ?? 10_000, cancellationToken),
            "plan" => await PlanFigure.MeasureAsync(folder, runs ?? 10_000, cancellationToken),
            "cake" => await CakeFigure.MeasureAsync(cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part."),
        });
        return 0;
    }
}
