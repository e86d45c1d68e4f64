namespace ExperimentRunner.Trainer.Data;

/// <summary>Shares the images of one optimizer step among micro-batches and devices, as evenly as whole images can be shared.</summary>
internal static class StepSlices
{
    /// <summary>The part of one rank in one micro-batch; all parts together cover 0 to <paramref name="images"/> once.</summary>
    public static Range Of(int images, int devices, int accumulate, int rank, int microBatch)
    {
        int start = Cut(images, accumulate, microBatch);
        int count = Cut(images, accumulate, microBatch + 1) - start;
        return (start + Cut(count, devices, rank))..(start + Cut(count, devices, rank + 1));
    }

    /// <summary>Where part <paramref name="index"/> of <paramref name="parts"/> begins.</summary>
    public static int Cut(int whole, int parts, int index) => (int)((long)whole * index / parts);
}
