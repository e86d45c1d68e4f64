using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Disks;

/// <summary>An estimate of the bytes that a run writes at most, caches of images apart.</summary>
internal static class DiskNeed
{
    /// <summary>Two are kept while a third is written.</summary>
    private const int Checkpoints = 3;

    /// <summary>As safetensors and for TorchSharp.</summary>
    private const int ExportedForms = 2;

    /// <summary>Trainable numbers of ResNet18 of width 64 without its last layer; nearly all of them grow with the square of the width.</summary>
    private const double NumbersAtWidth64 = 11.2e6;

    private const long LogBytes = 4 << 20;

    /// <param name="exports">The trained model is left in the folder, too.</param>
    public static long Of(RunSpec spec, bool exports)
    {
        double numbers = (NumbersAtWidth64 * Math.Pow(spec.Model.Width / 64.0, 2)) + (8.0 * spec.Model.Width * spec.Data.Classes);
        double model = sizeof(float) * numbers;
        bool writesCheckpoints = spec.Train.Epochs > 1 || spec.Train.CheckpointEvery > 0;
        double checkpoint = model * (1 + StatesOf(spec.Train));
        return (long)((writesCheckpoints ? Checkpoints * checkpoint : 0) + (exports ? ExportedForms * model : 0)) + LogBytes;
    }

    /// <summary>Numbers that are kept beside each parameter: momentum, or AdamW's two means, and the moving average.</summary>
    private static int StatesOf(TrainSpec train) => (train.Optimizer == Optimizer.Adamw ? 2 : 1) + (train.EmaDecay > 0 ? 1 : 0);
}
