using ExperimentRunner.Execution.Probes;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.History;

/// <summary>Estimates the runs of a plan by what a machine has done before.</summary>
/// <param name="machine">Where they are to run.</param>
/// <param name="sweeps">Earlier ones.</param>
/// <param name="probes">Of the machine.</param>
internal sealed class SweepEstimating(MachineFingerprint machine, SweepStore sweeps, ProbeStore probes)
{
    /// <summary>Counts the images of its folders.</summary>
    public PlanEstimates Of(SweepPlan plan) => Of(plan, ImageCounts.Count(plan.Runs.Select(run => run.Spec.Data), ImageFolders.OnDisk));

    public PlanEstimates Of(SweepPlan plan, ImageCounts images) => new(plan, images, HistoryReader.Read(sweeps, machine, plan), probes.Find());
}
