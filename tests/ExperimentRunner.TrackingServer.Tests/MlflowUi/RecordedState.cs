using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

/// <summary>Puts into a database what the server held when MLflow's web UI was recorded, as far as its answers tell.</summary>
internal sealed class RecordedState(IReadOnlyList<UiExchange> exchanges, string database, string artifactRoot)
{
    public async Task RestoreAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (JsonObject experiment in Answers("/ajax-api/2.0/mlflow/experiments/get").Select(answer => answer["experiment"]!.AsObject()).DistinctBy(Id("experiment_id")))
        {
            AddExperiment(connection, experiment);
        }

        JsonObject[] runs = [.. Answers("/ajax-api/2.0/mlflow/runs/search").SelectMany(answer => answer["runs"]!.AsArray()).Select(run => run!.AsObject()).DistinctBy(run => run["info"]!["run_id"]!.ToString())];
        Assert.Equal(4, runs.Length);
        foreach (JsonObject run in runs)
        {
            AddRun(connection, run);
        }

        AddHistory(connection);
        foreach (JsonObject model in Answers("/ajax-api/2.0/mlflow/logged-models/search").SelectMany(answer => answer["models"]!.AsArray()).Select(model => model!["info"]!.AsObject()).DistinctBy(Id("model_id")))
        {
            Insert(connection, "logged_models", ("model_id", model["model_id"]), ("experiment_id", model["experiment_id"]), ("name", model["name"]), ("artifact_location", model["artifact_uri"]),
                ("creation_timestamp_ms", model["creation_timestamp_ms"]), ("last_updated_timestamp_ms", model["last_updated_timestamp_ms"]), ("status", 1), ("lifecycle_stage", "active"),
                ("model_type", model["model_type"]), ("source_run_id", model["source_run_id"]));
        }

        await transaction.CommitAsync();
        AddArtifacts();
    }

    private static void AddExperiment(SqliteConnection connection, JsonObject experiment)
    {
        Insert(connection, "experiments", ("experiment_id", experiment["experiment_id"]), ("name", experiment["name"]), ("artifact_location", experiment["artifact_location"]),
            ("lifecycle_stage", experiment["lifecycle_stage"]), ("creation_time", experiment["creation_time"]), ("last_update_time", experiment["last_update_time"]));
        foreach (JsonNode? tag in experiment["tags"]!.AsArray())
        {
            Insert(connection, "experiment_tags", ("experiment_id", experiment["experiment_id"]), ("key", tag!["key"]), ("value", tag["value"]));
        }
    }

    private static void AddRun(SqliteConnection connection, JsonObject run)
    {
        JsonNode info = run["info"]!;
        JsonNode id = info["run_id"]!;
        Insert(connection, "runs", ("run_uuid", id), ("name", info["run_name"]), ("source_type", "UNKNOWN"), ("user_id", info["user_id"]), ("status", info["status"]), ("start_time", info["start_time"]),
            ("end_time", info["end_time"]), ("lifecycle_stage", info["lifecycle_stage"]), ("artifact_uri", info["artifact_uri"]), ("experiment_id", info["experiment_id"]));
        foreach ((string table, string list) in new[] { ("tags", "tags"), ("params", "params") })
        {
            foreach (JsonNode? pair in run["data"]![list] as JsonArray ?? [])
            {
                Insert(connection, table, ("run_uuid", id), ("key", pair!["key"]), ("value", pair["value"]));
            }
        }

        foreach (JsonNode? metric in run["data"]!["metrics"] as JsonArray ?? [])
        {
            bool isNan = metric!["value"]!.ToString() == "NaN";
            Insert(connection, "latest_metrics", ("run_uuid", id), ("key", metric["key"]), ("value", isNan ? 0 : metric["value"]), ("timestamp", metric["timestamp"]), ("step", metric["step"]), ("is_nan", isNan ? 1 : 0));
        }

        foreach (JsonNode? input in run["inputs"]!["dataset_inputs"] as JsonArray ?? [])
        {
            AddInput(connection, info, input!);
        }

        foreach (JsonNode? output in run["outputs"]!["model_outputs"] as JsonArray ?? [])
        {
            Insert(connection, "inputs", ("input_uuid", $"output {output!["model_id"]}"), ("source_type", "RUN_OUTPUT"), ("source_id", id), ("destination_type", "MODEL_OUTPUT"), ("destination_id", output["model_id"]), ("step", output["step"]));
        }
    }

    private static void AddInput(SqliteConnection connection, JsonNode run, JsonNode input)
    {
        JsonNode set = input["dataset"]!;
        Insert(connection, "datasets", ("dataset_uuid", "data set"), ("experiment_id", run["experiment_id"]), ("name", set["name"]), ("digest", set["digest"]), ("dataset_source_type", set["source_type"]),
            ("dataset_source", set["source"]), ("dataset_schema", set["schema"]), ("dataset_profile", set["profile"]));
        Insert(connection, "inputs", ("input_uuid", "input"), ("source_type", "DATASET"), ("source_id", "data set"), ("destination_type", "RUN"), ("destination_id", run["run_id"]));
        foreach (JsonNode? tag in input["tags"]!.AsArray())
        {
            Insert(connection, "input_tags", ("input_uuid", "input"), ("name", tag!["key"]), ("value", tag["value"]));
        }
    }

    private void AddHistory(SqliteConnection connection)
    {
        foreach (JsonNode? point in Answers("/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval").SelectMany(answer => answer["metrics"] as JsonArray ?? []))
        {
            Insert(connection, "metrics", ("run_uuid", point!["run_id"]), ("key", point["key"]), ("value", point["value"]), ("timestamp", point["timestamp"]), ("step", point["step"]), ("is_nan", 0));
        }
    }

    private void AddArtifacts()
    {
        foreach (JsonNode answer in Answers("/ajax-api/2.0/mlflow/artifacts/list"))
        {
            string folder = Path.Combine(artifactRoot, answer["root_uri"]!.ToString()["mlflow-artifacts:/".Length..]);
            foreach (JsonNode? file in answer["files"] as JsonArray ?? [])
            {
                string path = Path.Combine(folder, file!["path"]!.ToString());
                bool isFolder = file["is_dir"]!.GetValue<bool>();
                Directory.CreateDirectory(isFolder ? path : Path.GetDirectoryName(path)!);
                if (!isFolder)
                {
                    File.WriteAllBytes(path, new byte[file["file_size"]!.GetValue<int>()]);
                }
            }
        }
    }

    private IEnumerable<JsonNode> Answers(string path) => exchanges.Where(exchange => exchange.Path.Split('?')[0] == path && exchange.IsWhole).Select(exchange => exchange.Answer!);

    private static Func<JsonObject, string> Id(string field) => node => node[field]!.ToString();

    private static void Insert(SqliteConnection connection, string table, params (string Column, JsonNode? Value)[] values)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", values.Select(value => value.Column))}) VALUES ({string.Join(", ", values.Select((_, index) => $"@p{index}"))})";
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"@p{index}", Value(values[index].Value));
        }

        command.ExecuteNonQuery();
    }

    private static object Value(JsonNode? node) => node?.GetValueKind() switch
    {
        null => DBNull.Value,
        JsonValueKind.Number => long.TryParse(node.ToJsonString(), CultureInfo.InvariantCulture, out long whole) ? whole : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };
}
