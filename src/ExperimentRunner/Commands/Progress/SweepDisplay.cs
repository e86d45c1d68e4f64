using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Progress;

/// <summary>Shows a sweep in the way that the console can.</summary>
internal static class SweepDisplay
{
    /// <summary>Bars on a terminal, plain lines elsewhere.</summary>
    public static async Task<SweepOutcome> ShowAsync(IAnsiConsole console, SweepPlan plan, SweepEta eta, Func<ISweepProgress, Task<SweepOutcome>> sweep)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return await sweep(new PlainProgress(console, plan, eta));
        }

        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => sweep(new LiveProgress(console, context, plan, eta)));
    }
}
