namespace ExperimentRunner.Trainer.Data;

/// <summary>Images in managed memory.</summary>
internal sealed class ArrayPixels(byte[] bytes) : IPixelMemory
{
    public long Length => bytes.LongLength;

    public ReadOnlySpan<byte> Span(long offset, int count) => bytes.AsSpan(checked((int)offset), count);

    public void Dispose()
    {
        // The garbage collector does it.
    }
}
