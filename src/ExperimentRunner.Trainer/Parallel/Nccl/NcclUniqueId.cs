using System.Runtime.CompilerServices;

namespace ExperimentRunner.Trainer.Parallel.Nccl;

/// <summary>ncclUniqueId of nccl.h: what the ranks of one group find each other by.</summary>
[InlineArray(Length)]
internal struct NcclUniqueId
{
    /// <summary>NCCL_UNIQUE_ID_BYTES.</summary>
    public const int Length = 128;

    private byte first;
}
