namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>A file that pages need.</summary>
internal sealed record PageAsset(byte[] Content, string Type, string Hash);
