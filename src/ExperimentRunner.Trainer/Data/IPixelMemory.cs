namespace ExperimentRunner.Trainer.Data;

/// <summary>Where decoded images lie.</summary>
internal interface IPixelMemory : IDisposable
{
    long Length { get; }

    /// <summary>Valid until this is disposed.</summary>
    ReadOnlySpan<byte> Span(long offset, int count);
}
