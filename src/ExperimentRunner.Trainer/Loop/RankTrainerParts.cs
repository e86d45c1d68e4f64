using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What all ranks of a run have in common.</summary>
/// <param name="Overflow">Null unless losses are scaled.</param>
/// <param name="SyncedImageSize">Side of images where ranks meet in forward and backward, so that one without images goes along; else null.</param>
internal sealed record RankTrainerParts(
    ComputeDevices Devices, Precision Precision, int Accumulate, IParameterUpdate Update, OverflowVote? Overflow, TrainingLoss Loss, TimeProvider Time, int? SyncedImageSize = null);
