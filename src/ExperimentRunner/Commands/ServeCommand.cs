using System.CommandLine;
using System.Net;
using ExperimentRunner.Execution;
using ExperimentRunner.TrackingServer;

namespace ExperimentRunner.Commands;

/// <summary><c>serve</c> or <c>ui</c>: the embedded tracking server as a program of its own, until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    /// <summary>The port of MLflow's own server.</summary>
    private const int DefaultPort = 5000;

    public static Command Create()
    {
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        Option<string?> database = new("--database", "--db") { Description = "SQLite file in MLflow's schema; mlflow.db in the artifacts folder if left out.", HelpName = "FILE" };
        Option<string?> root = new("--artifact-root") { Description = "Folder of the artifacts; mlflow-artifacts in the artifacts folder if left out.", HelpName = "DIR" };
        Option<string> host = new("--host") { Description = "IP address to listen on; 0.0.0.0 is all of them, and nobody is asked for a password.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        Option<int> port = new("--port") { Description = "TCP port; 0 takes a free one.", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort };
        Option<string[]> allowed = new("--allowed-hosts") { Description = "Names that may stand in a request's Host header besides localhost and private addresses.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        Option<string?> mlflowUi = new("--mlflow-ui") { Description = "Serve MLflow's own web UI at / too: the folder mlflow/server/js/build of an installed mlflow package.", HelpName = "DIR" };
        var command = new Command("serve", "Serve the tracking data as web pages and over MLflow's REST API, until Ctrl-C.") { artifacts, database, root, host, port, allowed, mlflowUi };
        command.Aliases.Add("ui");
        command.SetAction((parsed, cancellationToken) =>
        {
            var paths = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName);
            return ServeAsync(
                new TrackingServerOptions
                {
                    DatabasePath = parsed.GetValue(database) ?? paths.TrackingDatabase,
                    ArtifactRoot = parsed.GetValue(root) ?? paths.TrackingArtifacts,
                    Address = IPAddress.TryParse(parsed.GetValue(host), out IPAddress? address)
                        ? address
                        : throw new UserFaultException($"--host={parsed.GetValue(host)} is no IP address. Give 127.0.0.1, 0.0.0.0 or one of this machine's."),
                    Port = parsed.GetValue(port) is int number and >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort
                        ? number
                        : throw new UserFaultException($"--port={parsed.GetValue(port)} is no TCP port. Give a number from 0 to 65535."),
                    AllowedHosts = parsed.GetValue(allowed) ?? [],
                    MlflowUi = parsed.GetValue(mlflowUi),
                },
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> ServeAsync(TrackingServerOptions options, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signals = new StopSignals(stopped.SetResult);
        await using EmbeddedTrackingServer server = await StartAsync(options, cancellationToken);
        await Console.Out.WriteLineAsync($"Tracking data of {options.DatabasePath} at {server.Address}. Ctrl-C ends.");
        await stopped.Task.WaitAsync(cancellationToken);
        return ExitCode.Success;
    }

    private static async Task<EmbeddedTrackingServer> StartAsync(TrackingServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await EmbeddedTrackingServer.StartAsync(options, cancellationToken);
        }
        catch (PortTakenException exception)
        {
            int next = exception.Port == IPEndPoint.MaxPort ? DefaultPort : exception.Port + 1;
            throw new UserFaultException($"{exception.Message} `ss -ltnp 'sport = :{exception.Port}'` shows which. End it, or give another port: --port={next}, or --port=0 for any free one.", exception);
        }
    }
}
