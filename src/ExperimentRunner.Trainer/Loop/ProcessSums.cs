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

        StepSplit own = mine.Split;
        Span<double> sums = [stop.Vote, mine.Images, mine.LossSum, own.DataWait, own.Forward, own.Backward, own.Exchange, own.Optimizer, own.ReplicaWait, own.Copy];
        processes.AllReduce(sums);
        stop.Count(sums[0]);
        var split = new StepSplit(sums[3], sums[4], sums[5], sums[6], sums[7], sums[8], sums[9]);
        return mine with { Images = (int)sums[1], LossSum = sums[2], Split = Splits.Over(split, processes.Size) };
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
