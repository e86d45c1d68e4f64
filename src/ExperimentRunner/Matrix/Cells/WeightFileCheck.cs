using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that the weights that a cell starts from are there; whether they are for its model, the trainer says.</summary>
internal sealed class WeightFileCheck(FaultLog faults, ImageFolders disk)
{
    // Thousands of cells share a few files.
    private readonly Dictionary<string, bool> exists = [];

    public void Check(Cell cell)
    {
        if (cell.Find(ModelSettings.Weights) is not { Value: SettingValue.File file } weights)
        {
            return;
        }

        if (!exists.TryGetValue(file.Absolute, out bool isThere))
        {
            isThere = disk.FileExists(file.Absolute);
            exists.Add(file.Absolute, isThere);
        }

        if (!isThere)
        {
            faults.Add(
                FaultKind.MissingWeights,
                weights.Place,
                $"model.weights {Wording.Quote(file.Written)} is not there (looked for {file.Absolute}). Use {ModelSettings.Weights.Type.Wanted}.");
        }
    }
}
