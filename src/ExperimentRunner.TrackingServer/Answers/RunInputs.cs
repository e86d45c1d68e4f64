namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>Data sets and models that a run used; null stands for none.</summary>
internal sealed record RunInputs(IReadOnlyList<DatasetInput>? DatasetInputs = null, IReadOnlyList<ModelInput>? ModelInputs = null);
