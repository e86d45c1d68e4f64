using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Matrix;

namespace ExperimentRunner.Commands.GitHub;

/// <summary>The jobs that do a sweep, as <c>strategy.matrix</c> of a workflow wants them.</summary>
internal sealed record JobMatrix(IReadOnlyList<Job> Include)
{
    /// <summary>GitHub starts no more jobs of one matrix.</summary>
    public const int MostJobs = 256;

    /// <param name="shards">How many jobs part the repeats; null is one a repeat. Not used for <see cref="JobSplit.Devices"/>.</param>
    /// <param name="labels">Labels that each runner has, beside <c>gpus-N</c>.</param>
    public static JobMatrix Of(SweepDefinition definition, JobSplit split, int? shards, IReadOnlyList<string> labels)
    {
        int[] devices = [.. definition.Cells.Select(cell => cell.Spec.Devices).Distinct().Order()];
        if (split == JobSplit.Devices)
        {
            return new([.. devices.Select(count => new Job(FormattableString.Invariant($"{count} devices"), [.. labels, Gpus(count)], FormattableString.Invariant($"--where=devices=={count}")))]);
        }

        int jobs = shards ?? definition.Repeats.Least;
        return definition.Repeats.Until is not null || jobs == 1
            ? new([new Job("all", [.. labels, Gpus(devices[^1])], "--shard=1/1")])
            : new([.. Enumerable.Range(1, jobs).Select(index => new Job(FormattableString.Invariant($"shard {index} of {jobs}"), [.. labels, Gpus(devices[^1])], FormattableString.Invariant($"--shard={index}/{jobs}")))]);
    }

    /// <summary>One line of JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, JobMatrixJson.Default.JobMatrix);

    private static string Gpus(int count) => FormattableString.Invariant($"gpus-{count}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobMatrix))]
internal sealed partial class JobMatrixJson : JsonSerializerContext;
