using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A row of <c>experiments</c>.</summary>
internal sealed record ExperimentRow
{
    public const string Columns = "e.experiment_id, e.name, e.artifact_location, e.lifecycle_stage, e.creation_time, e.last_update_time";

    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string ArtifactLocation { get; init; }

    public required string LifecycleStage { get; init; }

    public required long? CreationTime { get; init; }

    public required long? LastUpdateTime { get; init; }

    /// <exception cref="MlflowFault">There is none, or the id is no number.</exception>
    public static ExperimentRow Find(Session session, string id) =>
        session.First($"SELECT {Columns} FROM experiments AS e WHERE e.experiment_id = ?1", Read, Number(id)) ?? throw Unknown(id);

    public static ExperimentRow? FindByName(Session session, string name) =>
        session.First($"SELECT {Columns} FROM experiments AS e WHERE e.workspace = 'default' AND e.name = ?1", Read, name);

    /// <inheritdoc cref="Find"/>
    public static ExperimentRow FindActive(Session session, string id)
    {
        ExperimentRow row = Find(session, id);
        return row.LifecycleStage == "active"
            ? row
            : throw MlflowFault.Invalid($"The experiment {row.Id.ToString(CultureInfo.InvariantCulture)} must be in the 'active' state. Current state is {row.LifecycleStage}.");
    }

    public static MlflowFault Unknown(string id) => MlflowFault.Unknown($"No Experiment with id={id} exists");

    /// <exception cref="MlflowFault">The id is no number.</exception>
    public static long Number(string id) => long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw MlflowFault.Invalid($"Invalid experiment ID '{id}'. Experiment ID must be a valid integer.");

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static ExperimentRow Read(Statement row) => new()
    {
        Id = row.Integer(0),
        Name = row.Text(1),
        ArtifactLocation = row.Text(2),
        LifecycleStage = row.Text(3),
        CreationTime = row.IntegerOrNull(4),
        LastUpdateTime = row.IntegerOrNull(5),
    };

    public ExperimentAnswer Answer(Session session)
    {
        List<KeyValue> tags = session.Query("SELECT key, value FROM experiment_tags WHERE experiment_id = ?1 ORDER BY rowid", row => new KeyValue(row.Text(0), row.Text(1)), Id);
        return new ExperimentAnswer
        {
            ExperimentId = Id.ToString(CultureInfo.InvariantCulture),
            Name = Name,
            ArtifactLocation = ArtifactLocation,
            LifecycleStage = LifecycleStage,
            LastUpdateTime = LastUpdateTime,
            CreationTime = CreationTime,
            Tags = tags.Count == 0 ? null : tags,
        };
    }
}
