using ExperimentRunner.Trainer.Devices;
using static ExperimentRunner.Trainer.Parallel.Mpi.MpiLibrary;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>The processes of an MPI job.</summary>
internal sealed unsafe class MpiCollective : ICollective
{
    /// <summary>Most elements of one call: MPI counts with 32 bits.</summary>
    private const int LongestMessage = 1 << 28;

    private readonly nint world;
    private readonly nint host;
    private readonly nint sum = Handle("ompi_mpi_op_sum");
    private readonly nint floatType = Handle("ompi_mpi_float");
    private readonly nint doubleType = Handle("ompi_mpi_double");
    private readonly nint byteType = Handle("ompi_mpi_byte");

    private HostExchange? hostExchange;
    private float* hostBuffer;

    private MpiCollective(nint world)
    {
        this.world = world;
        Check(MPI_Comm_rank(world, out int rank), "MPI_Comm_rank");
        Check(MPI_Comm_size(world, out int size), "MPI_Comm_size");
        Check(MPI_Comm_split_type(world, SharedMemory, rank, Handle("ompi_mpi_info_null"), out host), "MPI_Comm_split_type");
        Check(MPI_Comm_rank(host, out int rankOnHost), "MPI_Comm_rank");
        Check(MPI_Comm_size(host, out int sizeOnHost), "MPI_Comm_size");
        (Rank, Size, RankOnHost, SizeOnHost) = (rank, size, rankOnHost, sizeOnHost);
    }

    public int Rank { get; }

    public int Size { get; }

    public int RankOnHost { get; }

    public int SizeOnHost { get; }

    /// <summary>Joins the MPI job that this process was started in; once a process.</summary>
    /// <exception cref="BadSpecException">There is no Open MPI that can be used.</exception>
    public static MpiCollective Join()
    {
        nint world = Handle("ompi_mpi_comm_world");
        Check(MPI_Init_thread(0, 0, ThreadMultiple, out int provided), "MPI_Init_thread");
        if (provided < ThreadMultiple)
        {
            throw new BadSpecException($"Open MPI was built without MPI_THREAD_MULTIPLE (it gives level {provided}), which the trainer needs. Use a build with it.");
        }

        Check(MPI_Comm_set_errhandler(world, Handle("ompi_mpi_errors_return")), "MPI_Comm_set_errhandler");
        return new MpiCollective(world);
    }

    public void AllReduce(float* values, long count)
    {
        if (hostExchange is not null && values == hostBuffer && count == hostExchange.Buffer.numel())
        {
            hostExchange.AllReduce();
            return;
        }

        for (long start = 0; start < count; start += LongestMessage)
        {
            int length = (int)Math.Min(LongestMessage, count - start);
            Check(MPI_Allreduce(InPlace, values + start, length, floatType, sum, world), "MPI_Allreduce");
        }
    }

    public void AllReduce(Span<double> values)
    {
        fixed (double* start = values)
        {
            Check(MPI_Allreduce(InPlace, start, values.Length, doubleType, sum, world), "MPI_Allreduce");
        }
    }

    public Tensor CreateBuffer(long length)
    {
        if (hostExchange is not null || HostExchange.TryCreate(world, host, Rank, length) is not { } exchange)
        {
            return zeros(length, ScalarType.Float32, CPU).DetachFromDisposeScope();
        }

        hostExchange = exchange;
        hostBuffer = TensorMemory.Floats(exchange.Buffer);
        return exchange.Buffer.alias().DetachFromDisposeScope();
    }

    public void Broadcast(byte* bytes, long count)
    {
        for (long start = 0; start < count; start += LongestMessage)
        {
            Check(MPI_Bcast(bytes + start, (int)Math.Min(LongestMessage, count - start), byteType, root: 0, world), "MPI_Bcast");
        }
    }

    public void Barrier() => Check(MPI_Barrier(world), "MPI_Barrier");

    public void Abort(int exitCode) => _ = MPI_Abort(world, exitCode);

    /// <summary>Leaves the job in order; waits for all processes.</summary>
    public void Dispose()
    {
        hostExchange?.Dispose();
        _ = MPI_Finalize();
    }
}
