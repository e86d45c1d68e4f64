using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentRunner.TrackingServer;

/// <summary>Where an <see cref="EmbeddedTrackingServer"/> keeps its records and how it is reached.</summary>
public sealed record TrackingServerOptions
{
    /// <summary>The SQLite file, in MLflow's own schema; created where missing, with its folder.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Folder of the artifacts; created where missing. Nothing outside it is ever read or written.</summary>
    public required string ArtifactRoot { get; init; }

    /// <summary>Where to listen: the loopback address unless set. Whoever reaches it may read and write all.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port, 0 to 65535; 0 (default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Names, besides <c>localhost</c> and the addresses of this machine and of private networks, that a request's Host header may carry. Any other host is
    /// refused, so that a web page can't reach the server through a name that it makes point here (DNS rebinding).
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Folder with the files of MLflow's own web UI (<c>mlflow/server/js/build</c> of an installed mlflow package), which is
    /// then served at <c>/</c>; null (default) for our own pages alone, which are at <c>/ui/</c> either way.
    /// </summary>
    public string? MlflowUi { get; init; }

    /// <summary>Clock of creation and update times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told of each SQL statement before it runs first, so that tests can see how it would be run.</summary>
    internal Action<string>? OnStatement { get; init; }

    /// <summary>Where unforeseen errors are told; nowhere unless set.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
