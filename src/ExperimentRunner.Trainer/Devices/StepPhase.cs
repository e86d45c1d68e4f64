namespace ExperimentRunner.Trainer.Devices;

/// <summary>What a device does in a step, as <see cref="Runs.Results.StepSplit"/> tells it.</summary>
internal enum StepPhase
{
    DataWait,
    Copy,
    Forward,
    Backward,
    Exchange,
    Optimizer,
}
