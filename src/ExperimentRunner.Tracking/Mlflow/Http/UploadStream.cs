namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>A file up to the length that it has at first, since a log may grow while it is sent.</summary>
internal sealed class UploadStream : Stream
{
    private readonly FileStream file;
    private readonly StallWatch stall;

    /// <exception cref="IOException">The file can't be read.</exception>
    public UploadStream(string path, StallWatch stall)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        Length = file.Length;
        this.stall = stall;
    }

    public override long Length { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        stall.Moved();
        return file.Read(buffer[..Left(buffer.Length)]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        stall.Moved();
        return file.ReadAsync(buffer[..Left(buffer.Length)], cancellationToken);
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(origin == SeekOrigin.End ? Length + offset : offset, origin == SeekOrigin.Current ? origin : SeekOrigin.Begin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Left(int most) => (int)Math.Clamp(Length - file.Position, 0, most);
}
