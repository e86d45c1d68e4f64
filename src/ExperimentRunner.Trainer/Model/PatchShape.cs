namespace ExperimentRunner.Trainer.Model;

/// <summary>How many patches a 3x3 window with padding 1 sees.</summary>
internal readonly record struct PatchShape(long Images, long Height, long Width, int Stride)
{
    public long OutputHeight => ((Height - 1) / Stride) + 1;

    public long OutputWidth => ((Width - 1) / Stride) + 1;

    public long Patches => Images * OutputHeight * OutputWidth;
}
