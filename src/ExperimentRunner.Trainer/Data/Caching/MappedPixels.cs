using System.IO.MemoryMappedFiles;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>Images at the beginning of a file, in the page cache of the system, which all processes that map the file share.</summary>
internal sealed unsafe class MappedPixels : IPixelMemory
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* first;

    /// <param name="file">Owned from here on.</param>
    /// <param name="length">Bytes; above 0.</param>
    public MappedPixels(FileStream file, long length)
    {
        this.file = MemoryMappedFile.CreateFromFile(file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = this.file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        first += view.PointerOffset;
        Length = length;
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Span(long offset, int count)
    {
        ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + count, Length);
        return new ReadOnlySpan<byte>(first + offset, count);
    }

    public void Dispose()
    {
        if (!view.SafeMemoryMappedViewHandle.IsClosed)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
        }
    }
}
