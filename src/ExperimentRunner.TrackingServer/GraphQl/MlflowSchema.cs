using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>The part of MLflow's GraphQL schema that its web UI asks for. 64-bit integers are texts in it.</summary>
internal static class MlflowSchema
{
    private static readonly GraphQlType<object> ApiError = Empty("ApiError", "code", "message", "helpUrl");

    private static readonly GraphQlType<ExperimentAnswer> Experiment = new GraphQlType<ExperimentAnswer>("MlflowExperiment")
        .Leaf("experimentId", experiment => experiment.ExperimentId)
        .Leaf("name", experiment => experiment.Name)
        .Leaf("artifactLocation", experiment => experiment.ArtifactLocation)
        .Leaf("lifecycleStage", experiment => experiment.LifecycleStage)
        .Leaf("creationTime", experiment => Text(experiment.CreationTime ?? 0))
        .Leaf("lastUpdateTime", experiment => Text(experiment.LastUpdateTime ?? 0))
        .Many("tags", KeyValueType("MlflowExperimentTag"), experiment => experiment.Tags);

    private static readonly GraphQlType<RunInfo> Info = new GraphQlType<RunInfo>("MlflowRunInfo")
        .Leaf("runId", info => info.RunId)
        .Leaf("runUuid", info => info.RunUuid)
        .Leaf("runName", info => info.RunName)
        .Leaf("experimentId", info => info.ExperimentId)
        .Leaf("status", info => info.Status)
        .Leaf("startTime", info => Text(info.StartTime))
        .Leaf("endTime", info => Text(info.EndTime ?? 0))
        .Leaf("artifactUri", info => info.ArtifactUri)
        .Leaf("lifecycleStage", info => info.LifecycleStage)
        .Leaf("userId", info => info.UserId);

    private static readonly GraphQlType<MetricPoint> Metric = new GraphQlType<MetricPoint>("MlflowMetricExtension")
        .Leaf("key", point => point.Key)
        .Leaf("value", point => double.IsNaN(point.Value) ? null : point.Value)
        .Leaf("timestamp", point => Text(point.Timestamp))
        .Leaf("step", point => Text(point.Step));

    private static readonly GraphQlType<RunData> Data = new GraphQlType<RunData>("MlflowRunData")
        .Many("metrics", Metric, data => data.Metrics)
        .Many("params", KeyValueType("MlflowParam"), data => data.Params)
        .Many("tags", KeyValueType("MlflowRunTag"), data => data.Tags);

    private static readonly GraphQlType<Dataset> Dataset = new GraphQlType<Dataset>("MlflowDataset")
        .Leaf("name", dataset => dataset.Name)
        .Leaf("digest", dataset => dataset.Digest)
        .Leaf("sourceType", dataset => dataset.SourceType)
        .Leaf("source", dataset => dataset.Source)
        .Leaf("schema", dataset => dataset.Schema)
        .Leaf("profile", dataset => dataset.Profile);

    private static readonly GraphQlType<DatasetInput> DatasetInput = new GraphQlType<DatasetInput>("MlflowDatasetInput")
        .One("dataset", Dataset, input => input.Dataset)
        .Many("tags", KeyValueType("MlflowInputTag"), input => input.Tags);

    private static readonly GraphQlType<RunInputs> Inputs = new GraphQlType<RunInputs>("MlflowRunInputs")
        .Many("datasetInputs", DatasetInput, inputs => inputs.DatasetInputs)
        .Many("modelInputs", new GraphQlType<ModelInput>("MlflowModelInput").Leaf("modelId", input => input.ModelId), inputs => inputs.ModelInputs);

    private static readonly GraphQlType<RunOutputs> Outputs = new GraphQlType<RunOutputs>("MlflowRunOutputs")
        .Many("modelOutputs", new GraphQlType<ModelOutput>("MlflowModelOutput").Leaf("modelId", output => output.ModelId).Leaf("step", output => Text(output.Step)), outputs => outputs.ModelOutputs);

    public static GraphQlType<RunWithExperiment> Run { get; } = new GraphQlType<RunWithExperiment>("MlflowRunExtension")
        .One("info", Info, run => run.Run.Info)
        .One("data", Data, run => run.Run.Data)
        .One("experiment", Experiment, run => run.Experiment)
        .Many("modelVersions", Empty("MlflowModelVersion", "name", "version", "status", "source"), _ => [])
        .One("inputs", Inputs, run => run.Run.Inputs)
        .One("outputs", Outputs, run => run.Run.Outputs);

    public static GraphQlType<RunWithExperiment> GetRun { get; } = new GraphQlType<RunWithExperiment>("MlflowGetRunResponse")
        .One("apiError", ApiError, _ => null)
        .One("run", Run, run => run);

    public static GraphQlType<ExperimentAnswer> GetExperiment { get; } = new GraphQlType<ExperimentAnswer>("MlflowGetExperimentResponse")
        .One("apiError", ApiError, _ => null)
        .One("experiment", Experiment, experiment => experiment);

    /// <summary>A type that no object here is of: what it is of is not kept by this server.</summary>
    private static GraphQlType<object> Empty(string name, params string[] fields) => fields.Aggregate(new GraphQlType<object>(name), (type, field) => type.Leaf(field, _ => null));

    private static GraphQlType<KeyValue> KeyValueType(string name) =>
        new GraphQlType<KeyValue>(name).Leaf("key", pair => pair.Key).Leaf("value", pair => pair.Value);

    private static JsonNode Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
