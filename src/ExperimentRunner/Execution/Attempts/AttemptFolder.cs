using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>What of a run's attempts is kept in its folder, so that nothing is forgotten when the runner is killed between two of them.</summary>
/// <param name="retries">As the matrix has it now.</param>
internal sealed class AttemptFolder(RunPaths run, RunSpec asked, string runId, int retries)
{
    private readonly Shortages shortages = new(new SweepPaths(Path.GetDirectoryName(run.Folder)!).Shortages);

    /// <summary>What an earlier session left, or a first attempt, with the batch that fits as far as that is known.</summary>
    public AttemptHistory Begin()
    {
        AttemptHistory? left = WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory);
        AttemptHistory fitting = Fit(left is null ? AttemptHistory.Begin(asked, retries) : left with { Retries = retries });
        if (fitting != left && (retries > 0 || fitting.Changes(asked)))
        {
            Write(fitting);
        }

        return fitting;
    }

    public void Write(AttemptHistory history) => WholeFile.WriteJson(run.Attempts, history, RunJson.Default.AttemptHistory);

    public void NoteShortage(AttemptHistory tried) => shortages.Note(runId, tried.ApplyTo(asked));

    /// <summary>Leaves the folder to the next attempt: as the last one left it if that has a checkpoint to go on from, else without what it came to.</summary>
    public void Clear()
    {
        if (!Interruption.CanGoOn(run, asked) && Directory.Exists(run.Checkpoints))
        {
            Directory.Delete(run.Checkpoints, recursive: true);
        }

        File.Delete(run.Result);
    }

    /// <summary>One that has begun to train keeps its batch: its checkpoint is of no other.</summary>
    private AttemptHistory Fit(AttemptHistory history)
    {
        while (!Directory.Exists(run.Checkpoints) && shortages.Predict(history.ApplyTo(asked)) is { } shortage)
        {
            string reason = $"{shortage.RunId} ran out of memory with {shortage.BatchPerDevice} images on each of {shortage.Devices} device(s).";
            if (BatchHalving.Halve(history, asked, reason, out _) is not { } halved)
            {
                return history;
            }

            history = halved;
        }

        return history;
    }
}
