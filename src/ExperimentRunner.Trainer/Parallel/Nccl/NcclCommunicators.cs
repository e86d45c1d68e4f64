using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Parallel.Nccl;

/// <summary>The NCCL communicators of one process, one a device. Each is used by its rank's thread alone.</summary>
internal sealed unsafe class NcclCommunicators : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly NcclLibrary library;
    private readonly nint[] communicators;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private string? whyAborted;

    private NcclCommunicators(NcclLibrary library, nint[] communicators, TimeProvider time)
    {
        this.library = library;
        this.communicators = communicators;
        timer = time.CreateTimer(_ => Poll(), state: null, PollInterval, PollInterval);
    }

    /// <summary>Takes over communicators that are connected.</summary>
    public static NcclCommunicators Watch(NcclLibrary library, nint[] communicators, TimeProvider time) => new(library, communicators, time);

    /// <summary>Connects all devices of all processes.</summary>
    /// <param name="use">Makes the GPU of a local rank the current one.</param>
    /// <exception cref="NcclException">NCCL can't.</exception>
    public static NcclCommunicators Connect(NcclLibrary library, ComputeDevices devices, ICollective processes, Action<int> use, TimeProvider time)
    {
        if (processes.Size == 1)
        {
            return new NcclCommunicators(library, library.InitAll([.. devices.Torch.Select(device => Math.Max(0, device.index))]), time);
        }

        NcclUniqueId id = processes.Rank == 0 ? library.CreateUniqueId() : default;
        processes.Broadcast((byte*)&id, NcclUniqueId.Length);
        var ranks = DeviceRanks.Of(processes, devices.Count * processes.Size);
        return new NcclCommunicators(library, library.InitRanks(id, ranks.First, ranks.Local, ranks.Total, use), time);
    }

    /// <summary>Replaces the values of all ranks by their sum.</summary>
    /// <param name="values">On the device of <paramref name="rank"/>.</param>
    /// <exception cref="NcclException">NCCL can't, or this was given up before.</exception>
    public void AllReduce(int rank, float* values, long count)
    {
        ThrowIfAborted();
        try
        {
            library.AllReduce(communicators[rank], values, count);
        }
        catch (NcclException) when (Volatile.Read(ref whyAborted) is not null)
        {
            ThrowIfAborted();
            throw;
        }
    }

    /// <exception cref="NcclException">This was given up.</exception>
    public void ThrowIfAborted()
    {
        if (Volatile.Read(ref whyAborted) is { } why)
        {
            throw new NcclException(why);
        }
    }

    /// <summary>Gives up: frees all ranks that wait for one that will not come. ncclCommDestroy would wait, too.</summary>
    public void Abort(string why)
    {
        lock (gate)
        {
            if (whyAborted is not null)
            {
                return;
            }

            Volatile.Write(ref whyAborted, why);
            Array.ForEach(communicators, library.Abort);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            if (whyAborted is null)
            {
                whyAborted = "The communicators are closed.";
                Array.ForEach(communicators, library.Destroy);
            }
        }
    }

    /// <summary>Errors of a peer or a network come up while nobody asks; those who wait would wait for ever.</summary>
    private void Poll()
    {
        string? error = null;
        lock (gate)
        {
            if (whyAborted is null)
            {
                error = communicators.Select(library.AsyncError).FirstOrDefault(found => found is not null);
            }
        }

        if (error is not null)
        {
            Abort($"NCCL lost a peer or the network: {error}");
        }
    }
}
