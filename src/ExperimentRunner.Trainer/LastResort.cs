using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer;

/// <summary>What is done about an error outside of any run: the folder can't be written to, say.</summary>
internal static class LastResort
{
    /// <returns>The <see cref="TrainerExitCode"/> to end with.</returns>
    public static int Tell(Exception exception)
    {
        Console.Error.WriteLine(exception);
        return FullDisk.IsMeantBy(exception) ? TrainerExitCode.DiskFull : TrainerExitCode.Crash;
    }
}
