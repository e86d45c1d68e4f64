using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Makes of what one process counted what all of them counted.</summary>
internal sealed class ProcessSums(ICollective processes, AgreedStop stop)
{
    /// <summary>Sums of images and losses; the split is the mean over all devices, since all processes have the same number.</summary>
    public StepRecord Of(StepRecord mine)
    {
        if (processes.Size == 1)
        {
            return mine;
        }

        StepSplit split = mine.Split;
        Span<double> sums = [stop.Vote, mine.Images, mine.LossSum, split.DataWait, split.Forward, split.Backward, split.Exchange, split.Optimizer, split.ReplicaWait];
        processes.AllReduce(sums);
        stop.Count(sums[0]);
        int n = processes.Size;
        return mine with { Images = (int)sums[1], LossSum = sums[2], Split = new StepSplit(sums[3] / n, sums[4] / n, sums[5] / n, sums[6] / n, sums[7] / n, sums[8] / n) };
    }

    public EvaluationResult Of(EvaluationResult mine)
    {
        if (processes.Size == 1)
        {
            return mine;
        }

        Span<double> sums = [stop.Vote, mine.Correct, mine.Images, mine.LossSum];
        processes.AllReduce(sums);
        stop.Count(sums[0]);
        return new EvaluationResult((int)sums[1], (int)sums[2], sums[3]);
    }
}
