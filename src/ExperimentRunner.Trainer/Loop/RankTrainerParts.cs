using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What all ranks of a run have in common.</summary>
/// <param name="Overflow">Null unless losses are scaled.</param>
internal sealed record RankTrainerParts(
    ComputeDevices Devices, Precision Precision, int Accumulate, IParameterUpdate Update, OverflowVote? Overflow, TrainingLoss Loss, TimeProvider Time);
