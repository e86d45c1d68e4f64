namespace ExperimentRunner.Trainer.Data;

/// <summary>How many optimizer steps an epoch has, and how many images each of them.</summary>
internal sealed record StepCount(int Images, int GlobalBatch, bool DropLast)
{
    public int StepsPerEpoch => DropLast ? Images / GlobalBatch : (Images + GlobalBatch - 1) / GlobalBatch;

    /// <summary>Images of step 0 to <see cref="StepsPerEpoch"/> - 1; only the last may have fewer than the global batch.</summary>
    public int ImagesOf(int step) => Math.Min(GlobalBatch, Images - (step * GlobalBatch));
}
