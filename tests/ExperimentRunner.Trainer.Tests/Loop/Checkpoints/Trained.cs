using System.Security.Cryptography;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

/// <summary>What of a run must not depend on whether it was interrupted: everything but times.</summary>
internal static class Trained
{
    /// <summary>A line each for epochs and windows of steps, with all digits, and one for the exported model, if there is one.</summary>
    public static IReadOnlyList<string> Of(RunFolder folder) =>
    [
        .. Directory.Exists(folder.Paths.Model.Folder) ? (string[])[$"model {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.Paths.Model.Weights)))}"] : [],
        .. folder.Result.Epochs.Select(Epoch),
        .. folder.Events.Select(told => told switch
        {
            RunEvent.StepWindow window => FormattableString.Invariant($"window to {window.Step} epoch {window.Epoch} images {window.ImagesSeen} loss {window.Loss:R} rate {window.LearningRate:R}"),
            RunEvent.EpochEnded epoch => Epoch(epoch.Result),
            _ => null,
        }).OfType<string>(),
    ];

    private static string Epoch(EpochResult epoch) => FormattableString.Invariant(
        $"epoch {epoch.Epoch} to {epoch.Step} images {epoch.ImagesSeen} loss {epoch.TrainLoss:R} test {epoch.TestLoss:R} right {epoch.Correct} of {epoch.TestImages}");
}
