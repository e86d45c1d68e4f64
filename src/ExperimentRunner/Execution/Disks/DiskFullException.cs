using System.Globalization;

namespace ExperimentRunner.Execution.Disks;

/// <summary>There is no room for the sweep to go on; all that is written is whole.</summary>
internal sealed class DiskFullException(string message, Exception? innerException = null) : UserFaultException(message, innerException)
{
    /// <param name="folder">On the disk.</param>
    public static DiskFullException At(string folder, Exception? innerException = null) =>
        new($"The disk of {folder} is full ({Megabytes(DiskRoom.Free(folder))} free). All results so far are whole. Make room, then go on with `sweep --resume --sweep={SweepOf(folder)}`.", innerException);

    /// <param name="folder">Of the run that is next.</param>
    /// <param name="need">In bytes.</param>
    public static DiskFullException Before(string folder, long need) =>
        new($"The disk of {folder} has {Megabytes(DiskRoom.Free(folder))} free, and the next run may write {Megabytes(need)} (checkpoints, logs, exported model), so it was not started. Make room, then go on with `sweep --resume --sweep={SweepOf(folder)}`.");

    private static string SweepOf(string folder) => Path.GetFileName(Path.GetDirectoryName(folder)) ?? folder;

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB");
}
