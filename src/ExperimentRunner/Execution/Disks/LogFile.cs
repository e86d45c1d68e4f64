using CliWrap;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Disks;

/// <summary>A file for what a child writes.</summary>
internal static class LogFile
{
    /// <summary>
    /// A disk that is full costs the rest of the file, not the child, which would wait for ever for somebody to read on. That the disk is
    /// full is told by all else that is written then.
    /// </summary>
    public static PipeTarget To(string path) => PipeTarget.Create(async (stream, cancellationToken) =>
    {
        try
        {
            await using FileStream file = File.Create(path);
            await stream.CopyToAsync(file, cancellationToken);
        }
        catch (IOException exception) when (FullDisk.IsMeantBy(exception))
        {
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
    });
}
