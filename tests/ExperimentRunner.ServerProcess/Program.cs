using System.Globalization;
using ExperimentRunner.TrackingServer;

// ServerProcess DATABASE ARTIFACTS PORT: a tracking server in a process of its own, for tests that kill and freeze it. Writes its
// address as the first line, and ends when standard input does, so that none is left behind by a test that was killed itself.
var options = new TrackingServerOptions { DatabasePath = args[0], ArtifactRoot = args[1], Port = int.Parse(args[2], CultureInfo.InvariantCulture) };
await using EmbeddedTrackingServer server = await EmbeddedTrackingServer.StartAsync(options, CancellationToken.None);
await Console.Out.WriteLineAsync(server.Address.ToString());
await Console.In.ReadToEndAsync();
