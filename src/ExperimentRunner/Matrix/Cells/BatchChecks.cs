using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that the batch of a cell can be trained as it is declared.</summary>
internal sealed class BatchChecks(FaultLog faults)
{
    public void Check(Cell cell)
    {
        Assignment? perDevice = cell.Find(CellSettings.BatchPerDevice);
        Assignment? global = cell.Find(CellSettings.GlobalBatch);
        if (perDevice is null && global is null)
        {
            faults.Add(FaultKind.MissingBatch, cell.Place, "Neither batch_per_device nor global_batch is given here. Add for example batch_per_device: 16.");
            return;
        }

        if (!cell.Knows(CellSettings.BatchPerDevice, CellSettings.GlobalBatch, CellSettings.Devices, TrainSettings.Accumulate))
        {
            return;
        }

        long share = (long)cell.Spec.Devices * cell.Spec.Train.Accumulate;
        long declared = global is null ? share * NumberOf(perDevice!) : NumberOf(global);
        if (global is not null && perDevice is not null && share * NumberOf(perDevice) != declared)
        {
            faults.Add(
                FaultKind.ContradictingBatches,
                global.Place,
                $"global_batch {declared} contradicts batch_per_device {NumberOf(perDevice)}, which makes {share * NumberOf(perDevice)}. Remove one of them.");
        }
        else if (declared % share != 0)
        {
            faults.Add(FaultKind.BatchNotShared, global!.Place, NotShared(cell.Spec, declared, share));
        }
        else if (declared > MostGlobalBatch)
        {
            faults.Add(
                FaultKind.GlobalBatchTooLarge,
                perDevice!.Place,
                $"batch_per_device {NumberOf(perDevice)} makes a global batch of {Wording.Number(declared)}. Use at most {Wording.Number(MostGlobalBatch)}.");
        }
        else
        {
            CheckGeneratedImages(cell, (global ?? perDevice)!.Place, declared);
        }
    }

    /// <summary>What is wrong with a step larger than all images; null if it is not.</summary>
    public static string? BeyondImages(RunSpec spec, long globalBatch, int trainImages) => spec.Train.DropLast && globalBatch > trainImages
        ? $"A global batch of {globalBatch} is more than the {trainImages} training images, so that drop_last leaves no step. Use a smaller batch, more images or drop_last: false."
        : null;

    private void CheckGeneratedImages(Cell cell, Place place, long globalBatch)
    {
        if (cell.Spec.Data.Source != DataSource.ImageFolder
            && cell.Knows(DataSettings.Source, DataSettings.TrainImages, TrainSettings.DropLast)
            && BeyondImages(cell.Spec, globalBatch, cell.Spec.Data.TrainImages) is { } problem)
        {
            faults.Add(FaultKind.BatchBeyondImages, place, problem);
        }
    }

    private static string NotShared(RunSpec spec, long global, long share)
    {
        string sharers = spec.Train.Accumulate == 1 ? $"{spec.Devices} devices" : $"{spec.Devices} devices x accumulate {spec.Train.Accumulate}";
        return $"global_batch {global} cannot be shared by {sharers} ({global} / {share} is not whole). Use a multiple of {share}.";
    }

    private static int MostGlobalBatch => ((SettingType.Whole)CellSettings.GlobalBatch.Type).Most;

    private static int NumberOf(Assignment assignment) => ((SettingValue.Whole)assignment.Value).Number;
}
