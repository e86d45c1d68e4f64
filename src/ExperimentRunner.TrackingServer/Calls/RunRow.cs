using System.Globalization;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A row of <c>runs</c>.</summary>
internal sealed record RunRow
{
    public const string Columns =
        """
        r.run_uuid AS Id, r.experiment_id AS ExperimentId, r.name AS Name, r.user_id AS UserId, r.status AS Status,
        r.start_time AS StartTime, r.end_time AS EndTime, r.artifact_uri AS ArtifactUri, r.lifecycle_stage AS LifecycleStage
        """;

    public required string Id { get; init; }

    public required long ExperimentId { get; init; }

    public required string? Name { get; init; }

    public required string? UserId { get; init; }

    public required string Status { get; init; }

    public required long? StartTime { get; init; }

    public required long? EndTime { get; init; }

    public required string ArtifactUri { get; init; }

    public required string LifecycleStage { get; init; }

    /// <summary>The run that a request is about; older clients call it <c>run_uuid</c>.</summary>
    public static string IdOf(RequestFields fields)
    {
        string? id = fields.Text("run_id");
        id = string.IsNullOrEmpty(id) ? fields.Text("run_uuid") : id;
        return string.IsNullOrEmpty(id) ? throw MlflowFault.Missing("run_id") : id;
    }

    /// <exception cref="MlflowFault">There is none.</exception>
    public static RunRow Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<RunRow>($"SELECT {Columns} FROM runs AS r WHERE r.run_uuid = @id", new { id })
        ?? throw MlflowFault.Unknown($"Run with id={id} not found");

    /// <inheritdoc cref="Find"/>
    public static RunRow FindActive(SqliteConnection connection, string id)
    {
        RunRow row = Find(connection, id);
        return row.LifecycleStage == "active"
            ? row
            : throw MlflowFault.Invalid($"The run {id} must be in the 'active' state. Current state is {row.LifecycleStage}.");
    }

    public RunInfo Info() => new()
    {
        RunUuid = Id,
        ExperimentId = ExperimentId.ToString(CultureInfo.InvariantCulture),
        RunName = Name ?? "",
        UserId = UserId ?? "",
        Status = Status,
        StartTime = StartTime ?? 0,
        EndTime = EndTime,
        ArtifactUri = ArtifactUri,
        LifecycleStage = LifecycleStage,
    };
}
