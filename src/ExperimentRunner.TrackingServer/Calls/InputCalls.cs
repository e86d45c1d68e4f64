using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls that tell what data sets and models runs used and made, and that find data sets.</summary>
internal sealed class InputCalls(Database database)
{
    public Task<Nothing> LogInputsAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        DatasetInput[] datasets = [.. fields.Objects("datasets").Select(Input)];
        string[] models = [.. fields.Objects("models").Select(model => model.Text("model_id") ?? "")];
        return database.WriteAsync(
            session =>
            {
                RunRow row = RunRow.FindActive(session, run);
                foreach (DatasetInput input in datasets)
                {
                    InputTable.AddDataset(session, row, input);
                }

                foreach (string model in models)
                {
                    InputTable.AddModelInput(session, run, model);
                }

                return new Nothing();
            },
            cancellationToken);
    }

    public Task<Nothing> LogOutputsAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        if (fields.Find("models") is null)
        {
            throw MlflowFault.Missing("models");
        }

        ModelOutput[] models = [.. fields.Objects("models").Select(model => new ModelOutput(model.Text("model_id") ?? "", model.Integer("step") ?? 0))];
        return database.WriteAsync(
            session =>
            {
                RunRow.FindActive(session, run);
                foreach (ModelOutput model in models)
                {
                    InputTable.AddModelOutput(session, run, model);
                }

                return new Nothing();
            },
            cancellationToken);
    }

    public Task<DatasetSummariesEnvelope> SearchDatasetsAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ids = fields.Texts("experiment_ids");
        if (ids.Count == 0)
        {
            throw MlflowFault.Invalid("SearchDatasets request must specify at least one experiment_id.");
        }

        if (ids.Count > Limits.ExperimentsOfDatasets)
        {
            throw MlflowFault.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"SearchDatasets request cannot specify more than {Limits.ExperimentsOfDatasets} experiment_ids. Received {ids.Count} experiment_ids."));
        }

        long[] experiments = [.. ids.Select(ExperimentRow.Number).Distinct().Order()];
        return database.ReadAsync(
            session =>
            {
                DatasetSummary[] found = [.. experiments.SelectMany(experiment => Summaries(session, experiment))];
                return new DatasetSummariesEnvelope(found.Length == 0 ? null : found);
            },
            cancellationToken);
    }

    private static List<DatasetSummary> Summaries(Session session, long experiment) => session.Query(
        $"""
        SELECT DISTINCT d.name, d.digest, t.value
        FROM datasets AS d
        LEFT JOIN inputs AS i ON i.source_type = 'DATASET' AND i.source_id = d.dataset_uuid
        LEFT JOIN input_tags AS t ON t.input_uuid = i.input_uuid AND t.name = '{InputTable.Context}'
        WHERE d.experiment_id = ?1 ORDER BY d.name, d.digest, t.value LIMIT 1000
        """,
        row => new DatasetSummary(experiment.ToString(CultureInfo.InvariantCulture), row.Text(0), row.Text(1), row.TextOrNull(2)),
        experiment);

    private static DatasetInput Input(RequestFields input)
    {
        RequestFields fields = input.Object("dataset");
        var dataset = new Dataset
        {
            Name = fields.Text("name") ?? "",
            Digest = fields.Text("digest") ?? "",
            SourceType = fields.Text("source_type") ?? "",
            Source = fields.Text("source") ?? "",
            Schema = fields.Text("schema") ?? "",
            Profile = fields.Text("profile") ?? "",
        };
        Names.CheckLength("name", Limits.DatasetName, dataset.Name);
        Names.CheckLength("digest", Limits.DatasetDigest, dataset.Digest);
        Names.CheckLength("source", Limits.DatasetSource, dataset.Source);
        Names.CheckLength("schema", Limits.DatasetSchema, dataset.Schema);
        Names.CheckLength("profile", Limits.DatasetProfile, dataset.Profile);
        return new DatasetInput([.. input.Objects("tags").Select(Tag)], dataset);
    }

    private static KeyValue Tag(RequestFields fields)
    {
        KeyValue tag = TagCalls.Pair(fields);
        Names.CheckLength("key", Limits.InputTagKey, tag.Key);
        Names.CheckLength("value", Limits.InputTagValue, tag.Value);
        return tag;
    }
}
