using System.Runtime.InteropServices;

namespace ExperimentRunner.Trainer.Parallel.Nccl;

/// <summary>The functions of NCCL 2 that are used here (nccl.h). Has not run with a real NCCL yet; the tests run it with a stand-in.</summary>
internal sealed unsafe class NcclLibrary
{
    public const string DefaultFile = "libnccl.so.2";

    // ncclDataType_t and ncclRedOp_t of nccl.h.
    private const int Float32 = 7;
    private const int Sum = 0;

    /// <summary>ncclInProgress.</summary>
    private const int InProgress = 7;

    private readonly delegate* unmanaged<int, byte*> errorString;
    private readonly delegate* unmanaged<nint, byte*> lastError;
    private readonly delegate* unmanaged<NcclUniqueId*, int> uniqueId;
    private readonly delegate* unmanaged<nint*, int, int*, int> initAll;
    private readonly delegate* unmanaged<nint*, int, NcclUniqueId, int, int> initRank;
    private readonly delegate* unmanaged<int> groupStart;
    private readonly delegate* unmanaged<int> groupEnd;
    private readonly delegate* unmanaged<void*, void*, nuint, int, int, nint, nint, int> allReduce;
    private readonly delegate* unmanaged<nint, int*, int> asyncError;
    private readonly delegate* unmanaged<nint, int> abort;
    private readonly delegate* unmanaged<nint, int> destroy;

    private NcclLibrary(nint library)
    {
        errorString = (delegate* unmanaged<int, byte*>)NativeLibrary.GetExport(library, "ncclGetErrorString");
        lastError = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(library, "ncclGetLastError");
        uniqueId = (delegate* unmanaged<NcclUniqueId*, int>)NativeLibrary.GetExport(library, "ncclGetUniqueId");
        initAll = (delegate* unmanaged<nint*, int, int*, int>)NativeLibrary.GetExport(library, "ncclCommInitAll");
        initRank = (delegate* unmanaged<nint*, int, NcclUniqueId, int, int>)NativeLibrary.GetExport(library, "ncclCommInitRank");
        groupStart = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "ncclGroupStart");
        groupEnd = (delegate* unmanaged<int>)NativeLibrary.GetExport(library, "ncclGroupEnd");
        allReduce = (delegate* unmanaged<void*, void*, nuint, int, int, nint, nint, int>)NativeLibrary.GetExport(library, "ncclAllReduce");
        asyncError = (delegate* unmanaged<nint, int*, int>)NativeLibrary.GetExport(library, "ncclCommGetAsyncError");
        abort = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "ncclCommAbort");
        destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "ncclCommDestroy");
    }

    /// <returns>Null if there is no such library, or not all of it.</returns>
    public static NcclLibrary? TryLoad(string file = DefaultFile)
    {
        try
        {
            return NativeLibrary.TryLoad(file, out nint library) ? new NcclLibrary(library) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    public NcclUniqueId CreateUniqueId()
    {
        NcclUniqueId id;
        Check(uniqueId(&id), "ncclGetUniqueId");
        return id;
    }

    /// <summary>Communicators of all ranks, which are all in this process; rank i is on GPU <paramref name="devices"/>[i].</summary>
    public nint[] InitAll(int[] devices)
    {
        nint[] communicators = new nint[devices.Length];
        fixed (nint* first = communicators)
        fixed (int* device = devices)
        {
            Check(initAll(first, devices.Length, device), "ncclCommInitAll");
        }

        return communicators;
    }

    /// <summary>Communicators of this process's ranks, which begin at <paramref name="firstRank"/>; waits for the other processes.</summary>
    /// <param name="use">Makes the GPU of a local rank the current one, as ncclCommInitRank asks.</param>
    public nint[] InitRanks(NcclUniqueId id, int firstRank, int localRanks, int totalRanks, Action<int> use)
    {
        nint[] communicators = new nint[localRanks];
        fixed (nint* first = communicators)
        {
            // One thread for several ranks: without the group the first call would wait for the second for ever.
            Check(groupStart(), "ncclGroupStart");
            for (int local = 0; local < localRanks; local++)
            {
                use(local);
                Check(initRank(first + local, totalRanks, id, firstRank + local), "ncclCommInitRank");
            }

            Check(groupEnd(), "ncclGroupEnd");
        }

        return communicators;
    }

    /// <summary>Sums in place, on the null stream: the one on which libtorch works unless told otherwise, which TorchSharp has no means to.</summary>
    public void AllReduce(nint communicator, void* values, long count) =>
        Check(allReduce(values, values, (nuint)count, Float32, Sum, communicator, 0), "ncclAllReduce", communicator);

    /// <returns>What went wrong while a communicator worked; null if nothing has.</returns>
    public string? AsyncError(nint communicator)
    {
        int error;
        int result = asyncError(communicator, &error);
        return result != 0 ? Describe(result, communicator) : error is 0 or InProgress ? null : Describe(error, communicator);
    }

    /// <summary>Ends what a communicator does, also where it waits for a rank that is gone.</summary>
    public void Abort(nint communicator) => _ = abort(communicator);

    public void Destroy(nint communicator) => _ = destroy(communicator);

    private void Check(int result, string call, nint communicator = 0)
    {
        if (result is not (0 or InProgress))
        {
            throw new NcclException($"{call} failed: {Describe(result, communicator)}");
        }
    }

    private string Describe(int result, nint communicator)
    {
        string name = Marshal.PtrToStringUTF8((nint)errorString(result)) ?? "unknown error";
        string? last = Marshal.PtrToStringUTF8((nint)lastError(communicator));
        return $"{name} (ncclResult_t {result}){(string.IsNullOrWhiteSpace(last) ? "" : $": {last.Trim()}")}. NCCL_DEBUG=INFO tells more.";
    }
}
