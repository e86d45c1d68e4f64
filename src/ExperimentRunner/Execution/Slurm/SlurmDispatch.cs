namespace ExperimentRunner.Execution.Slurm;

/// <summary>Arrays on their way to Slurm, in their order.</summary>
/// <param name="keepsRepeats">No run of a repeat starts before all of the repeat before have ended.</param>
internal sealed class SlurmDispatch(SlurmSubmitter submitter, bool keepsRepeats)
{
    private readonly Queue<SlurmArray> waiting = [];

    public bool HasWaiting => waiting.Count > 0;

    public IEnumerable<string> WaitingRunIds => waiting.SelectMany(array => array.Runs).Select(run => run.RunId);

    public void Add(IEnumerable<SlurmArray> arrays)
    {
        foreach (SlurmArray array in arrays)
        {
            waiting.Enqueue(array);
        }
    }

    public void Clear() => waiting.Clear();

    /// <summary>Hands over what Slurm takes.</summary>
    /// <param name="active">Submitted before and not over.</param>
    /// <returns>Why Slurm took no more; null if it took all.</returns>
    public async Task<string?> SubmitAsync(IEnumerable<SlurmSubmission> active)
    {
        List<SlurmSubmission> ahead = [.. active];
        while (waiting.TryPeek(out SlurmArray? array))
        {
            IEnumerable<string> after = keepsRepeats ? ahead.Where(submission => submission.Repeat < array.Repeat).Select(submission => submission.JobId).OfType<string>() : [];
            (SlurmSubmission submission, string? refusal) = await submitter.SubmitAsync(array, [.. after.Distinct()]);
            if (refusal is not null)
            {
                return refusal;
            }

            waiting.Dequeue();
            ahead.Add(submission);
        }

        return null;
    }
}
