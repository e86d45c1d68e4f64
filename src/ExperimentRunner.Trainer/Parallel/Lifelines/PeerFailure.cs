namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>A process of a run that failed or is gone.</summary>
/// <param name="ExitCode">Of TrainerExitCode: as it said, or Killed if it ended without a word; null if it fell silent.</param>
internal sealed record PeerFailure(int Rank, string Host, int ProcessId, int? ExitCode, string Message)
{
    public override string ToString() => $"Process {Rank} of the run (on host {Host}, process id {ProcessId}): {Message}";
}
