namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>The beginning of an artifact, to be looked at.</summary>
/// <param name="Path">Of the artifact.</param>
/// <param name="Text">Null where it is not shown as text.</param>
/// <param name="IsCut">Whether there is more.</param>
/// <param name="IsImage">Whether a browser can show it as an image.</param>
internal sealed record Preview(string Path, string? Text, bool IsCut, bool IsImage);
