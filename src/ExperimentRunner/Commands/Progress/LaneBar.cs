using System.Globalization;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Sweeps;
using Spectre.Console;

namespace ExperimentRunner.Commands.Progress;

/// <summary>The line of the runs that work one after the other in one place: which run, on which devices, how far.</summary>
internal sealed class LaneBar(ProgressTask bar)
{
    private string title = "";
    private int totalSteps = 1;

    /// <summary>Null if nothing works here.</summary>
    public PlannedRun? Run { get; private set; }

    /// <summary>Share of the run that is done, 0 to 1.</summary>
    public double Done { get; private set; }

    /// <param name="run">Which.</param>
    /// <param name="devices">On what.</param>
    public void Begin(PlannedRun run, string devices)
    {
        Run = run;
        title = $"{devices}  {run.RunId}";
        Show("starting", step: 0);
    }

    public void Advance(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.Started started:
                totalSteps = Math.Max(1, started.Used.StepsPerEpoch * Run!.Spec.Train.Epochs);
                break;
            case RunEvent.Resumed resumed:
                totalSteps = Math.Max(1, resumed.Used.StepsPerEpoch * Run!.Spec.Train.Epochs);
                Show("goes on", resumed.Step);
                break;
            case RunEvent.StepWindow window:
                Show(string.Create(CultureInfo.InvariantCulture, $"epoch {window.Epoch}/{Run!.Spec.Train.Epochs}  {window.ImagesPerSecond:0} images/s  loss {window.Loss:0.000}"), window.Step);
                break;
            default:
                break;
        }
    }

    public void End()
    {
        Run = null;
        title = "free";
        Show("", step: 0);
    }

    private void Show(string text, int step)
    {
        Done = Math.Min(1, (double)step / totalSteps);
        bar.Description = Markup.Escape($"{title}  {text}".TrimEnd());
        bar.Value = Done;
    }
}
