using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>The matrix that <c>doctor</c> is asked about, if any.</summary>
/// <param name="Plan">Null if none was named, or it has a fault.</param>
/// <param name="Warnings">What it needs and is not on this machine.</param>
internal sealed record PlannedMatrixOrNone(SweepPlan? Plan, IReadOnlyList<MatrixFault> Warnings, bool IsFaulty)
{
    /// <summary>Faults are printed.</summary>
    public static async Task<PlannedMatrixOrNone> ReadAsync(string? matrix, IReadOnlyList<string> overrides, CancellationToken cancellationToken)
    {
        if (matrix is null)
        {
            return new PlannedMatrixOrNone(Plan: null, [], IsFaulty: false);
        }

        ImageFolders disk = ImageFolders.OnDisk with { MayBeElsewhere = true };
        MatrixReading reading = MatrixFile.Read(matrix, overrides, Directory.GetCurrentDirectory(), disk);
        PlannedMatrix? planned = await PlannedMatrix.ReadAsync(matrix, overrides, shard: null, disk, reading is MatrixReading.Valid ? TextWriter.Null : Console.Error, TimeProvider.System, cancellationToken);
        return new PlannedMatrixOrNone(planned?.Plan, reading is MatrixReading.Valid valid ? valid.Warnings : [], IsFaulty: planned is null);
    }
}
