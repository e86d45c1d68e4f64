using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>Half the batch of each device and twice the accumulation: the global batch, and with it the learning rate, stay as asked.</summary>
internal static class BatchHalving
{
    private const int Most = 3;
    private const int MostAccumulation = 4096;

    /// <summary>The history with half its batch; null if that can't be.</summary>
    /// <param name="fault">Why it can't be, as a sentence; empty if it can.</param>
    public static AttemptHistory? Halve(AttemptHistory history, RunSpec asked, string reason, out string fault)
    {
        fault = Fault(history, asked);
        return fault.Length > 0 ? null : history with { BatchPerDevice = history.BatchPerDevice / 2, Accumulate = history.Accumulate * 2, Reason = reason };
    }

    /// <summary>For example <c>ran with batch 8 x 2 accumulation instead of 16</c>.</summary>
    public static string Describe(AttemptHistory used, RunSpec asked) => string.Create(
        CultureInfo.InvariantCulture,
        $"ran with batch {used.BatchPerDevice} x {used.Accumulate} accumulation instead of {asked.BatchPerDevice}{(asked.Train.Accumulate > 1 ? $" x {asked.Train.Accumulate}" : "")}");

    private static string Fault(AttemptHistory history, RunSpec asked)
    {
        int batch = history.BatchPerDevice;
        if (asked.BatchPerDevice / batch >= 1 << Most)
        {
            return $"The batch was halved {Most} times already.";
        }

        return batch switch
        {
            1 => "A batch of 1 can't be halved.",
            _ when batch % 2 != 0 => string.Create(CultureInfo.InvariantCulture, $"A batch of {batch} can't be halved: the global batch would not be what was asked for."),
            _ when history.Accumulate * 2 > MostAccumulation => string.Create(CultureInfo.InvariantCulture, $"More than {MostAccumulation} micro-batches can't be accumulated."),
            _ => "",
        };
    }
}
