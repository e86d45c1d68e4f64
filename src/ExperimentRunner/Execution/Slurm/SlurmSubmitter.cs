using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Hands arrays to Slurm, each written down before and after.</summary>
internal sealed class SlurmSubmitter(SweepPaths sweep, SweepPlan plan, SlurmLedger ledger, SlurmClient slurm, WorkerCommand worker)
{
    /// <param name="after">Job ids of what must have ended before.</param>
    public async Task<(SlurmSubmission Submission, string? Refusal)> SubmitAsync(SlurmArray array, IReadOnlyList<string> after)
    {
        SlurmSubmission submission = ledger.Intend(array);
        IReadOnlyList<string> arguments = SbatchArguments.Of(sweep, plan, array, submission, after);
        WholeFile.WriteText(sweep.Slurm.Script(submission.Number), worker.Script(sweep, submission, arguments));
        SlurmAnswer answer = await slurm.SubmitAsync(arguments);
        if (answer.JobId is { } id)
        {
            return (ledger.Took(submission, id), null);
        }

        ledger.Refused(submission, answer.Refusal);
        return (submission, $"Slurm refused {array.Runs.Count} run(s) with {array.Resources.Devices} device(s): {answer.Refusal}\nIt was asked by: sbatch {string.Join(' ', arguments.Select(ShellText.Quote))}");
    }
}
