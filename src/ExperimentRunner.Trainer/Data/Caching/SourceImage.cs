namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>An image file, not opened yet.</summary>
/// <param name="Name">Relative to the folder of all classes, with / between its parts.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Modified">Ticks (100 ns) of the last change, UTC.</param>
internal readonly record struct SourceImage(string Name, int Label, long Bytes, long Modified);
