using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that a cell's learning-rate rule says something about its devices.</summary>
internal sealed class RuleCheck(FaultLog faults)
{
    public void Check(Cell cell)
    {
        int devices = cell.Spec.Devices;
        if (cell.Spec.LrRule == LearningRateRule.Table
            && devices > LearningRateFactor.MostTableDevices
            && cell.Knows(CellSettings.LrRule, CellSettings.Devices))
        {
            faults.Add(
                FaultKind.BeyondTable,
                cell.Effective(CellSettings.Devices).Place,
                $"lr_rule table ends at {LearningRateFactor.MostTableDevices} devices and says nothing of {devices}. Exclude {{ devices: {devices}, lr_rule: table }} or use another rule.");
        }
    }
}
