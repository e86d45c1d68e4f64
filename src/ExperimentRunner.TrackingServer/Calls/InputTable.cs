using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>What runs used and made: edges in <c>inputs</c> between runs, data sets and logged models.</summary>
internal static class InputTable
{
    /// <summary>The tag of an input that says what a data set was used for.</summary>
    public const string Context = "mlflow.data.context";

    public static RunInputs InputsOf(Session session, string run)
    {
        List<DatasetInput> datasets = session.Query(
            """
            SELECT d.name, d.digest, d.dataset_source_type, d.dataset_source, d.dataset_schema, d.dataset_profile, i.input_uuid
            FROM inputs AS i JOIN datasets AS d ON d.dataset_uuid = i.source_id
            WHERE i.destination_type = 'RUN' AND i.destination_id = ?1 AND i.source_type = 'DATASET' ORDER BY i.rowid
            """,
            row => new DatasetInput(TagsOf(session, row.Text(6)), Dataset(row)),
            run);
        List<ModelInput> models = session.Query(
            "SELECT destination_id FROM inputs WHERE source_type = 'RUN_INPUT' AND source_id = ?1 AND destination_type = 'MODEL_INPUT' ORDER BY rowid",
            row => new ModelInput(row.Text(0)),
            run);
        return new RunInputs(datasets.Count == 0 ? null : datasets, models.Count == 0 ? null : models);
    }

    public static RunOutputs OutputsOf(Session session, string run)
    {
        List<ModelOutput> models = session.Query(
            "SELECT destination_id, step FROM inputs WHERE source_type = 'RUN_OUTPUT' AND source_id = ?1 AND destination_type = 'MODEL_OUTPUT' ORDER BY rowid",
            row => new ModelOutput(row.Text(0), row.Integer(1)),
            run);
        return new RunOutputs(models.Count == 0 ? null : models);
    }

    /// <summary>Makes the data set known to the experiment, and the run a user of it; both once.</summary>
    public static void AddDataset(Session session, RunRow run, DatasetInput input)
    {
        string dataset = FindDataset(session, run.ExperimentId, input.Dataset.Name, input.Dataset.Digest) ?? InsertDataset(session, run.ExperimentId, input.Dataset);
        string edge = Guid.NewGuid().ToString("N");
        if (!AddEdge(session, edge, ("DATASET", dataset), ("RUN", run.Id), step: 0))
        {
            return;
        }

        foreach (KeyValue tag in input.Tags ?? [])
        {
            session.Execute("INSERT INTO input_tags (input_uuid, name, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value", edge, tag.Key, tag.Value);
        }
    }

    public static void AddModelInput(Session session, string run, string model) =>
        AddEdge(session, Guid.NewGuid().ToString("N"), ("RUN_INPUT", run), ("MODEL_INPUT", model), step: 0);

    public static void AddModelOutput(Session session, string run, ModelOutput output) =>
        AddEdge(session, Guid.NewGuid().ToString("N"), ("RUN_OUTPUT", run), ("MODEL_OUTPUT", output.ModelId), output.Step);

    public static string? FindDataset(Session session, long experiment, string name, string digest) => session.First(
        "SELECT dataset_uuid FROM datasets WHERE experiment_id = ?1 AND name = ?2 AND digest = ?3", row => row.Text(0), experiment, name, digest);

    private static string InsertDataset(Session session, long experiment, Dataset dataset)
    {
        string id = Guid.NewGuid().ToString("N");
        session.Execute(
            """
            INSERT INTO datasets (dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source, dataset_schema, dataset_profile)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            id,
            experiment,
            dataset.Name,
            dataset.Digest,
            dataset.SourceType,
            dataset.Source,
            dataset.Schema,
            dataset.Profile);
        return id;
    }

    /// <summary>False if it was there already.</summary>
    private static bool AddEdge(Session session, string id, (string Type, string Id) source, (string Type, string Id) destination, long step) => session.Execute(
        """
        INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id, step) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO NOTHING
        """,
        id,
        source.Type,
        source.Id,
        destination.Type,
        destination.Id,
        step) == 1;

    private static List<KeyValue>? TagsOf(Session session, string edge) =>
        session.Query("SELECT name, value FROM input_tags WHERE input_uuid = ?1 ORDER BY rowid", row => new KeyValue(row.Text(0), row.Text(1)), edge) is { Count: > 0 } tags
            ? tags
            : null;

    private static Dataset Dataset(Statement row) => new()
    {
        Name = row.Text(0),
        Digest = row.Text(1),
        SourceType = row.Text(2),
        Source = row.Text(3),
        Schema = row.TextOrNull(4) is { Length: > 0 } schema ? schema : null,
        Profile = row.TextOrNull(5) is { Length: > 0 } profile ? profile : null,
    };
}
