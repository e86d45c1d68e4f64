using static ExperimentRunner.Trainer.Parallel.Mpi.MpiLibrary;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>
/// An all-reduce in two tiers: over memory within each host, where every process sums its share of the buffers, and by MPI between hosts,
/// where each process meets only those that have the same share. MPI alone copies every message twice within a host.
/// </summary>
internal sealed unsafe class HostExchange : IDisposable
{
    /// <summary>Floats in a cache line of 64 bytes.</summary>
    private const int Alignment = 16;

    private readonly HostMemory memory;
    private readonly nint host;
    private readonly nint sameShare;
    private readonly int hostSize;
    private readonly int rankOnHost;
    private readonly int hosts;
    private readonly long length;

    private HostExchange(HostMemory memory, nint host, nint sameShare, int hostSize, int rankOnHost, int hosts, long length)
    {
        this.memory = memory;
        this.host = host;
        this.sameShare = sameShare;
        this.hostSize = hostSize;
        this.rankOnHost = rankOnHost;
        this.hosts = hosts;
        this.length = length;
    }

    /// <summary>fp32, 1-D: the gradients of this process.</summary>
    public Tensor Buffer => memory.Buffer;

    /// <summary>To be called by all processes of the job together.</summary>
    /// <param name="length">A multiple of 16.</param>
    /// <returns>Null on all processes if the hosts have different numbers of processes, or one of them not enough memory.</returns>
    public static HostExchange? TryCreate(nint world, nint host, int worldRank, long length)
    {
        Check(MPI_Comm_rank(host, out int rankOnHost), "MPI_Comm_rank");
        Check(MPI_Comm_size(host, out int hostSize), "MPI_Comm_size");
        Check(MPI_Comm_split(world, rankOnHost, worldRank, out nint sameShare), "MPI_Comm_split");
        Check(MPI_Comm_size(sameShare, out int hosts), "MPI_Comm_size");
        Check(MPI_Comm_size(world, out int processes), "MPI_Comm_size");
        string? file = rankOnHost == 0 ? HostMemory.TryCreate(length, hostSize) : "";
        try
        {
            bool isGood = AgreeAll(world, file is not null && hosts * hostSize == processes);
            if (!isGood)
            {
                return null;
            }

            var memory = HostMemory.Open(Share(host, file!), length, hostSize, rankOnHost);
            Check(MPI_Barrier(host), "MPI_Barrier");
            return new HostExchange(memory, host, sameShare, hostSize, rankOnHost, hosts, length);
        }
        finally
        {
            if (!string.IsNullOrEmpty(file))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Replaces the buffers of all processes by their sum.</summary>
    public void AllReduce()
    {
        Check(MPI_Barrier(host), "MPI_Barrier");
        FlatSegment mine = Share(rankOnHost);
        memory.SumInto(rankOnHost, mine);
        if (hosts > 1)
        {
            Check(
                MPI_Allreduce(InPlace, memory.AddressOf(rankOnHost) + mine.Start, checked((int)mine.Length), Handle("ompi_mpi_float"), Handle("ompi_mpi_op_sum"), sameShare),
                "MPI_Allreduce");
        }

        Check(MPI_Barrier(host), "MPI_Barrier");
        for (int other = 0; other < hostSize; other++)
        {
            if (other != rankOnHost)
            {
                memory.Copy(from: other, to: rankOnHost, Share(other));
            }
        }

        // Nobody may touch its buffer while another still reads there.
        Check(MPI_Barrier(host), "MPI_Barrier");
    }

    public void Dispose() => memory.Dispose();

    private FlatSegment Share(int rank)
    {
        long lines = length / Alignment;
        long start = lines * rank / hostSize * Alignment;
        return new FlatSegment(start, (lines * (rank + 1) / hostSize * Alignment) - start);
    }

    private static bool AgreeAll(nint world, bool mine)
    {
        double refusals = mine ? 0 : 1;
        Check(MPI_Allreduce(InPlace, &refusals, 1, Handle("ompi_mpi_double"), Handle("ompi_mpi_op_sum"), world), "MPI_Allreduce");
        return refusals == 0;
    }

    /// <summary>Hands the name from the first process of a host to the others.</summary>
    private static string Share(nint host, string file)
    {
        const int LongestName = 256;
        byte* name = stackalloc byte[LongestName];
        new Span<byte>(name, LongestName).Clear();
        System.Text.Encoding.UTF8.GetBytes(file, new Span<byte>(name, LongestName - 1));
        Check(MPI_Bcast(name, LongestName, Handle("ompi_mpi_byte"), root: 0, host), "MPI_Bcast");
        return System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)name)!;
    }
}
