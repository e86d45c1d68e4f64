using System.Text.Json;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>Where an interrupted run goes on, as each of its processes knows it.</summary>
/// <param name="MeasuredSeconds">Of each measured step; empty but on process 0, which alone tells of them.</param>
/// <param name="File">Null but on process 0, which alone need see the run folder.</param>
internal sealed record ResumePoint(RunProgress Progress, IReadOnlyList<double> MeasuredSeconds, Checkpoint? File)
{
    /// <summary>Called by all processes.</summary>
    /// <param name="found">What process 0 found; null on the others.</param>
    /// <returns>Null where the run begins.</returns>
    public static ResumePoint? Share(ICollective processes, Checkpoint? found)
    {
        ResumePoint? mine = found is null ? null : new ResumePoint(found.Progress, found.MeasuredSeconds, found);
        if (processes.Size == 1)
        {
            return mine;
        }

        string? told = processes.Rank > 0 ? null : mine is null ? "" : JsonSerializer.Serialize(mine.Progress, CheckpointJson.Default.RunProgress);
        string heard = CollectiveText.Broadcast(processes, told);
        return processes.Rank == 0 || heard.Length == 0
            ? mine
            : new ResumePoint(JsonSerializer.Deserialize(heard, CheckpointJson.Default.RunProgress)!, [], File: null);
    }
}
