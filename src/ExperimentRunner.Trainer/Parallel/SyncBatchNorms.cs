using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Batch norm over the images of all ranks of a run: one object a rank and the sum that they share.</summary>
internal sealed class SyncBatchNorms : IDisposable
{
    private readonly RankSum sum;
    private readonly SyncBatchNorm[] ofRanks;

    /// <param name="devices">Of this process.</param>
    public SyncBatchNorms(ComputeDevices devices, RankBarrier barrier, ICollective processes)
    {
        sum = new RankSum(devices, barrier, processes);
        ofRanks = [.. Enumerable.Range(0, devices.Count).Select(rank => new SyncBatchNorm(values => sum.Replace(rank, values), barrier.Abort))];
    }

    public SyncBatchNorm this[int rank] => ofRanks[rank];

    public void Dispose()
    {
        Array.ForEach(ofRanks, ofRank => ofRank.Dispose());
        sum.Dispose();
    }
}
