using System.Globalization;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A row of <c>experiments</c>.</summary>
internal sealed record ExperimentRow
{
    public const string Columns =
        """
        e.experiment_id AS Id, e.name AS Name, e.artifact_location AS ArtifactLocation, e.lifecycle_stage AS LifecycleStage,
        e.creation_time AS CreationTime, e.last_update_time AS LastUpdateTime
        """;

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string ArtifactLocation { get; init; }

    public required string LifecycleStage { get; init; }

    public required long CreationTime { get; init; }

    public required long LastUpdateTime { get; init; }

    /// <exception cref="MlflowFault">There is none, or the id is no number.</exception>
    public static ExperimentRow Find(SqliteConnection connection, string id)
    {
        if (!long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            throw MlflowFault.Invalid($"Invalid experiment ID '{id}'. Experiment ID must be a valid integer.");
        }

        return connection.QuerySingleOrDefault<ExperimentRow>($"SELECT {Columns} FROM experiments AS e WHERE e.experiment_id = @number", new { number })
            ?? throw Unknown(id);
    }

    /// <inheritdoc cref="Find"/>
    public static ExperimentRow FindActive(SqliteConnection connection, string id)
    {
        ExperimentRow row = Find(connection, id);
        return row.LifecycleStage == "active"
            ? row
            : throw MlflowFault.Invalid($"The experiment {row.Id.ToString(CultureInfo.InvariantCulture)} must be in the 'active' state. Current state is {row.LifecycleStage}.");
    }

    public static MlflowFault Unknown(string id) => MlflowFault.Unknown($"No Experiment with id={id} exists");

    public ExperimentAnswer Answer(SqliteConnection connection)
    {
        KeyValue[] tags = [.. connection.Query<KeyValue>("SELECT key AS Key, value AS Value FROM experiment_tags WHERE experiment_id = @Id ORDER BY rowid", new { Id })];
        return new ExperimentAnswer
        {
            ExperimentId = Id.ToString(CultureInfo.InvariantCulture),
            Name = Name,
            ArtifactLocation = ArtifactLocation,
            LifecycleStage = LifecycleStage,
            LastUpdateTime = LastUpdateTime,
            CreationTime = CreationTime,
            Tags = tags.Length == 0 ? null : tags,
        };
    }
}
