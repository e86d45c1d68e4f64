namespace ExperimentRunner.Matrix;

/// <summary>A combination of the axes that is left out.</summary>
/// <param name="Label">Its axis values, for example <c>devices 8, batch_per_device 128</c>.</param>
/// <param name="Reason">The line of <c>exclude</c> or the condition of <c>where</c> that left it out.</param>
internal sealed record ExcludedCell(string Label, string Reason);
