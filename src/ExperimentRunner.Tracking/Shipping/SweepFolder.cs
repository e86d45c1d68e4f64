using System.Globalization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>What a sweep folder says of the sweep as a whole.</summary>
internal sealed class SweepFolder
{
    private SweepFolder(SweepPaths paths, SweepPlan plan, MachineDescription? machine)
    {
        Paths = paths;
        Plan = plan;
        Machine = machine;
        Labels = new AxisLabels(plan);
        Constants = new SweepConstants(plan);
    }

    public SweepPaths Paths { get; }

    public SweepPlan Plan { get; }

    public MachineDescription? Machine { get; }

    public AxisLabels Labels { get; }

    public SweepConstants Constants { get; }

    /// <summary>Also leaves config.yaml there, to be sent with every run.</summary>
    /// <exception cref="InvalidDataException">There is no plan, or a file is not what it should be.</exception>
    public static SweepFolder Read(SweepPaths paths)
    {
        SweepPlan plan = WholeFile.ReadJson(paths.Plan, RunJson.Default.SweepPlan)
            ?? throw new InvalidDataException($"{paths.Plan}: is missing, so the folder holds no sweep.");
        var sweep = new SweepFolder(paths, plan, WholeFile.ReadJson(paths.Machine, RunJson.Default.MachineDescription));
        if (!File.Exists(paths.Config) || File.ReadAllText(paths.Config) != sweep.Constants.Yaml)
        {
            WholeFile.WriteText(paths.Config, sweep.Constants.Yaml);
        }

        return sweep;
    }

    /// <summary>Null for a run that the plan has.</summary>
    public string? WhyDropped(PlannedRun run) => Plan.Dropped.FirstOrDefault(dropped => dropped.Run.RunId == run.RunId) is { } gone
        ? string.Create(CultureInfo.InvariantCulture, $"the matrix no longer has it (change {gone.Revision} of the plan)")
        : null;

    public RunPaths PathsOf(PlannedRun run) => Paths.Run(run.RunId);
}
