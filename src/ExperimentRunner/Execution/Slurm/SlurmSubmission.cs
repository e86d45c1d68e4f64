using System.Text.Json.Serialization;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>One line of <c>slurm/submissions.jsonl</c>. An array has a line before sbatch is asked and, with its job id, one after.</summary>
internal sealed record SlurmSubmission
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    public required DateTimeOffset Time { get; init; }

    /// <summary>Of the array in its sweep, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>By which it is found in Slurm, whatever became of who submitted it; no other job has it.</summary>
    public required string JobName { get; init; }

    public required int Repeat { get; init; }

    /// <summary>Null until Slurm has told it.</summary>
    public string? JobId { get; init; }

    /// <summary>Why Slurm did not take it; null if it did, or has not answered.</summary>
    public string? Refusal { get; init; }

    /// <summary>What each task does, from task 0 on.</summary>
    public required IReadOnlyList<string> RunIds { get; init; }
}
