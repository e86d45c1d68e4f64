namespace ExperimentRunner.Trainer.Data;

/// <summary>The images of a run. Warnings name what was left out.</summary>
internal sealed record Dataset(ImageSet Train, ImageSet Test, IReadOnlyList<string> Warnings) : IDisposable
{
    public void Dispose()
    {
        Train.Dispose();
        Test.Dispose();
    }
}
