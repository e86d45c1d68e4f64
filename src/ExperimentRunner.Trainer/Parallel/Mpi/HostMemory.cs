using System.Runtime.Intrinsics;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>
/// Memory that all processes of a host have in common: a buffer of each, in the order of their ranks. Its file has no name any more once all
/// have opened it, so that nothing is left behind, however they end.
/// </summary>
internal sealed unsafe class HostMemory : IDisposable
{
    /// <summary>A file system in memory, on Linux.</summary>
    private const string Folder = "/dev/shm";

    private readonly Tensor all;
    private readonly float* start;
    private readonly long length;
    private readonly int processes;

    private HostMemory(Tensor all, long length, int processes, int rank)
    {
        this.all = all;
        this.length = length;
        this.processes = processes;
        start = TensorMemory.Floats(all);
        Buffer = all.narrow(0, rank * length, length).DetachFromDisposeScope();
        Buffer.zero_();
    }

    /// <summary>fp32, 1-D: that of this process.</summary>
    public Tensor Buffer { get; }

    /// <summary>Makes the memory, in the first process of a host, so that the others can open it.</summary>
    /// <returns>The file's name; null if there is not enough memory of this kind, as in a container's /dev/shm of 64 MiB.</returns>
    public static string? TryCreate(long length, int processes)
    {
        string file = Path.Combine(Folder, $"experiment-runner-{Path.GetRandomFileName()}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, PreallocationSize = Bytes(length, processes) };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(file, options);
            stream.SetLength(Bytes(length, processes));
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(file);
            return null;
        }
    }

    /// <param name="rank">Of this process on its host.</param>
    public static HostMemory Open(string file, long length, int processes, int rank) =>
        new(from_file(file, shared: true, length * processes, ScalarType.Float32).DetachFromDisposeScope(), length, processes, rank);

    /// <summary>Sums one part over the processes of the host, in the order of their ranks, into the buffer of one of them.</summary>
    public void SumInto(int rank, FlatSegment part)
    {
        float* target = start + (rank * length);
        for (long i = part.Start; i < part.End; i += Vector512<float>.Count)
        {
            var sum = Vector512.Load(start + i);
            for (int process = 1; process < processes; process++)
            {
                sum += Vector512.Load(start + (process * length) + i);
            }

            sum.Store(target + i);
        }
    }

    /// <summary>Copies one part from the buffer of one process to that of another.</summary>
    public void Copy(int from, int to, FlatSegment part) =>
        new Span<float>(start + (from * length) + part.Start, checked((int)part.Length)).CopyTo(new Span<float>(start + (to * length) + part.Start, (int)part.Length));

    public float* AddressOf(int rank) => start + (rank * length);

    public void Dispose()
    {
        Buffer.Dispose();
        all.Dispose();
    }

    private static long Bytes(long length, int processes) => length * processes * sizeof(float);
}
