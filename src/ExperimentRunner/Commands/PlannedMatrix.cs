using ExperimentRunner.Execution;
using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>A matrix that was read, expanded and put in order.</summary>
internal sealed record PlannedMatrix(SweepPlan Plan, PlanView View)
{
    /// <summary>Null after all faults of the matrix were printed.</summary>
    /// <param name="faultOutput">Where faults go, a line each.</param>
    public static async Task<PlannedMatrix?> ReadAsync(
        string matrix, IReadOnlyList<string> overrides, TextWriter faultOutput, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Directory.GetCurrentDirectory();
        MatrixReading reading = MatrixFile.Read(matrix, overrides, folder, ImageFolders.OnDisk);
        if (reading is MatrixReading.Faulty unreadable)
        {
            return await RefuseAsync(unreadable.Faults, faultOutput);
        }

        SweepDefinition definition = ((MatrixReading.Valid)reading).Definition;
        var images = ImageCounts.Count(definition, ImageFolders.OnDisk);
        GitState? git = await GitProbe.ReadAsync(folder, cancellationToken);
        SweepPlanning planning = SweepPlanner.Plan(definition, images, time.GetUtcNow(), git);
        if (planning is SweepPlanning.Faulty unplannable)
        {
            return await RefuseAsync(unplannable.Faults, faultOutput);
        }

        SweepPlan plan = ((SweepPlanning.Planned)planning).Plan;
        return new PlannedMatrix(plan, PlanView.Of(plan, definition.Excluded, images, FlopEstimate.Of));
    }

    private static async Task<PlannedMatrix?> RefuseAsync(IReadOnlyList<MatrixFault> faults, TextWriter faultOutput)
    {
        foreach (MatrixFault fault in faults)
        {
            await faultOutput.WriteLineAsync(fault.ToString());
        }

        return null;
    }
}
