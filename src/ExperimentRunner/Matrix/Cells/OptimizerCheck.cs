using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that a cell's optimizer can do what is asked of it.</summary>
internal sealed class OptimizerCheck(FaultLog faults)
{
    public void Check(Cell cell)
    {
        TrainSpec train = cell.Spec.Train;
        if (train.Nesterov
            && (train.Optimizer != Optimizer.Sgd || train.Momentum == 0)
            && cell.Knows(TrainSettings.Nesterov, TrainSettings.Optimizer, TrainSettings.Momentum))
        {
            string reason = train.Optimizer == Optimizer.Sgd ? "train.momentum is 0" : "train.optimizer is adamw";
            faults.Add(
                FaultKind.NesterovWithoutMomentum,
                cell.Effective(TrainSettings.Nesterov).Place,
                $"train.nesterov needs the momentum of sgd, and {reason}. Use optimizer: sgd with a momentum above 0, or nesterov: false; exclude leaves a combination out.");
        }
    }
}
