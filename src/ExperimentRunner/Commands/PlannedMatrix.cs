using ExperimentRunner.Execution;
using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>A matrix that was read, expanded and put in order.</summary>
internal sealed record PlannedMatrix(SweepPlan Plan, IReadOnlyList<ExcludedCell> Excluded, ImageCounts Images)
{
    /// <summary>Null after all faults of the matrix were printed.</summary>
    /// <param name="shard">Null if all of the matrix is to be done.</param>
    /// <param name="disk">Where images and weights are looked for.</param>
    /// <param name="faultOutput">Where faults and warnings go, a line each.</param>
    /// <exception cref="UserFaultException">The shard has no run.</exception>
    public static async Task<PlannedMatrix?> ReadAsync(
        string matrix, IReadOnlyList<string> overrides, Shard? shard, ImageFolders disk, TextWriter faultOutput, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Directory.GetCurrentDirectory();
        MatrixReading reading = MatrixFile.Read(matrix, overrides, folder, disk);
        if (reading is MatrixReading.Faulty unreadable)
        {
            await FaultOutput.WriteAsync(unreadable.Faults, faultOutput);
            return null;
        }

        (SweepDefinition definition, IReadOnlyList<MatrixFault> warnings) = (MatrixReading.Valid)reading;
        await FaultOutput.WriteAsync(warnings, faultOutput);
        var images = ImageCounts.Count(definition, disk);
        GitState? git = await GitProbe.ReadAsync(folder, cancellationToken);
        SweepPlanning planning = SweepPlanner.Plan(definition, images, time.GetUtcNow(), git);
        if (planning is SweepPlanning.Faulty unplannable)
        {
            await FaultOutput.WriteAsync(unplannable.Faults, faultOutput);
            return null;
        }

        SweepPlan plan = ((SweepPlanning.Planned)planning).Plan;
        plan = shard is null ? plan : PartOf(plan, shard);
        return new PlannedMatrix(plan, definition.Excluded, images);
    }

    private static SweepPlan PartOf(SweepPlan plan, Shard shard)
    {
        if (plan.AdaptiveRepeats is not null && shard.Count > 1)
        {
            throw new UserFaultException("repeats with until look at all earlier repeats of a cell, which shards do not share. Use a fixed number of repeats, or part the cells by --where.");
        }

        SweepPlan part = shard.Of(plan);
        return part.Own().Runs.Count > 0
            ? part
            : throw new UserFaultException($"Shard {shard.Text} has none of the {plan.Runs.Count} runs. Use fewer shards, or another condition.");
    }
}
