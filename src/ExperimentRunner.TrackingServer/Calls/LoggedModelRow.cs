using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A row of <c>logged_models</c>.</summary>
internal sealed record LoggedModelRow
{
    public const string Columns =
        """
        m.model_id, m.experiment_id, m.name, m.creation_timestamp_ms, m.last_updated_timestamp_ms, m.artifact_location, m.status, m.model_type,
        m.source_run_id, m.status_message, m.lifecycle_stage
        """;

    public required string Id { get; init; }

    public required long ExperimentId { get; init; }

    public required string Name { get; init; }

    /// <summary>In milliseconds since 1970.</summary>
    public required long CreationTime { get; init; }

    /// <inheritdoc cref="CreationTime"/>
    public required long LastUpdateTime { get; init; }

    public required string ArtifactLocation { get; init; }

    public required long Status { get; init; }

    public required string? ModelType { get; init; }

    public required string? SourceRunId { get; init; }

    public required string? StatusMessage { get; init; }

    public required string LifecycleStage { get; init; }

    public static string IdOf(RequestFields fields) => fields.Route["model_id"];

    /// <exception cref="MlflowFault">There is none.</exception>
    public static LoggedModelRow Find(Session session, string id, bool isDeletedWelcome = true) =>
        session.First($"SELECT {Columns} FROM logged_models AS m WHERE m.model_id = ?1", Read, id) is { } row && (isDeletedWelcome || row.LifecycleStage != "deleted")
            ? row
            : throw MlflowFault.Unknown($"Logged model with ID '{id}' not found.");

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static LoggedModelRow Read(Statement row) => new()
    {
        Id = row.Text(0),
        ExperimentId = row.Integer(1),
        Name = row.Text(2),
        CreationTime = row.Integer(3),
        LastUpdateTime = row.Integer(4),
        ArtifactLocation = row.Text(5),
        Status = row.Integer(6),
        ModelType = row.TextOrNull(7),
        SourceRunId = row.TextOrNull(8),
        StatusMessage = row.TextOrNull(9),
        LifecycleStage = row.Text(10),
    };

    public LoggedModel Answer(Session session) => new(
        new LoggedModelInfo
        {
            ModelId = Id,
            ExperimentId = ExperimentId.ToString(CultureInfo.InvariantCulture),
            Name = Name,
            CreationTimestampMs = CreationTime,
            LastUpdatedTimestampMs = LastUpdateTime,
            ArtifactUri = ArtifactLocation,
            Status = LoggedModelStatus.NameOf(Status),
            ModelType = ModelType,
            SourceRunId = SourceRunId,
            StatusMessage = StatusMessage,
            Tags = LoggedModelTable.TagsOf(session, Id),
        },
        new LoggedModelContent(LoggedModelTable.ParametersOf(session, Id), LoggedModelTable.MetricsOf(session, Id)));
}
