using System.Runtime.InteropServices;
using System.Text;
using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>The functions of Open MPI 4 that are used here. Its handles are addresses of exported symbols (mpi.h).</summary>
internal static unsafe partial class MpiLibrary
{
    /// <summary>MPI_THREAD_MULTIPLE.</summary>
    public const int ThreadMultiple = 3;

    /// <summary>MPI_COMM_TYPE_SHARED of Open MPI.</summary>
    public const int SharedMemory = 0;

    private const string Library = "libmpi.so.40";

    // MPI_MAX_ERROR_STRING and MPI_MAX_PROCESSOR_NAME of Open MPI.
    private const int LongestText = 256;

    /// <summary>MPI_IN_PLACE.</summary>
    public static void* InPlace => (void*)1;

    /// <summary>Address of an exported handle, <c>ompi_mpi_comm_world</c> for example.</summary>
    /// <exception cref="BadSpecException">There is no Open MPI.</exception>
    public static nint Handle(string symbol) => NativeLibrary.TryLoad(Library, out nint library)
        ? NativeLibrary.GetExport(library, symbol)
        : throw new BadSpecException($"train.parallel: processes needs Open MPI 4, but {Library} can't be loaded. Install it (`apt-get install openmpi-bin`) or use `parallel: replicas`.");

    public static bool IsThere() => NativeLibrary.TryLoad(Library, out _);

    /// <exception cref="MpiException">The call whose <paramref name="result"/> this is failed.</exception>
    public static void Check(int result, string call)
    {
        if (result == 0)
        {
            return;
        }

        byte* text = stackalloc byte[LongestText];
        string message = MPI_Error_string(result, text, out int length) == 0 ? Encoding.UTF8.GetString(text, length) : $"error {result}";
        throw new MpiException($"{call} failed: {message}");
    }

    [LibraryImport(Library)]
    public static partial int MPI_Init_thread(nint argumentCount, nint arguments, int required, out int provided);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_set_errhandler(nint communicator, nint handler);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_rank(nint communicator, out int rank);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_size(nint communicator, out int size);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_split_type(nint communicator, int type, int key, nint info, out nint split);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_split(nint communicator, int color, int key, out nint split);

    [LibraryImport(Library)]
    public static partial int MPI_Allreduce(void* send, void* receive, int count, nint type, nint operation, nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Bcast(void* buffer, int count, nint type, int root, nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Barrier(nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Abort(nint communicator, int exitCode);

    [LibraryImport(Library)]
    public static partial int MPI_Finalize();

    [LibraryImport(Library)]
    private static partial int MPI_Error_string(int code, byte* text, out int length);
}
