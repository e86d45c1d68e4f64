using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What all ranks of a run have in common.</summary>
/// <param name="Overflow">Null unless losses are scaled.</param>
internal sealed record RankTrainerParts(
    ComputeDevices Devices, Precision Precision, TrainSpec Train, ICollective Collective, OverflowVote? Overflow, TimeProvider Time);
