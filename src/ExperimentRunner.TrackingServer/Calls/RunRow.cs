using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A row of <c>runs</c>.</summary>
internal sealed record RunRow
{
    private const string Columns = "r.run_uuid, r.experiment_id, r.name, r.user_id, r.status, r.start_time, r.end_time, r.artifact_uri, r.lifecycle_stage";

    public required string Id { get; init; }

    public required long ExperimentId { get; init; }

    public required string Name { get; init; }

    public required string UserId { get; init; }

    public required string Status { get; init; }

    public required long StartTime { get; init; }

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
    public static RunRow Find(Session session, string id) => session.First($"SELECT {Columns} FROM runs AS r WHERE r.run_uuid = ?1", Read, id) ?? throw MlflowFault.Unknown($"Run with id={id} not found");

    /// <inheritdoc cref="Find"/>
    public static RunRow FindActive(Session session, string id)
    {
        RunRow row = Find(session, id);
        return row.LifecycleStage == "active"
            ? row
            : throw MlflowFault.Invalid($"The run {id} must be in the 'active' state. Current state is {row.LifecycleStage}.");
    }

    public RunInfo Info() => new()
    {
        RunUuid = Id,
        ExperimentId = ExperimentId.ToString(CultureInfo.InvariantCulture),
        RunName = Name,
        UserId = UserId,
        Status = Status,
        StartTime = StartTime,
        EndTime = EndTime,
        ArtifactUri = ArtifactUri,
        LifecycleStage = LifecycleStage,
    };

    private static RunRow Read(Statement row) => new()
    {
        Id = row.Text(0),
        ExperimentId = row.Integer(1),
        Name = row.Text(2),
        UserId = row.Text(3),
        Status = row.Text(4),
        StartTime = row.Integer(5),
        EndTime = row.IntegerOrNull(6),
        ArtifactUri = row.Text(7),
        LifecycleStage = row.Text(8),
    };
}
