namespace ExperimentRunner.Trainer.Devices;

/// <summary>What a device does in a step; the order is that of <see cref="Runs.Results.StepSplit"/>.</summary>
internal enum StepPhase
{
    DataWait,
    Forward,
    Backward,
    Exchange,
    Optimizer,
}
