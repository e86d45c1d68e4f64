using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that a cell that is to stop at its target has one.</summary>
internal sealed class TargetCheck(FaultLog faults)
{
    public void Check(Cell cell)
    {
        if (cell.Spec.Train is { StopAtTarget: true, TargetAccuracy: 0 } && cell.Knows(TrainSettings.StopAtTarget, TrainSettings.TargetAccuracy))
        {
            faults.Add(
                FaultKind.StopWithoutTarget,
                cell.Effective(TrainSettings.StopAtTarget).Place,
                "train.stop_at_target needs a train.target_accuracy above 0 to stop at. Add for example target_accuracy: 0.95.");
        }
    }
}
