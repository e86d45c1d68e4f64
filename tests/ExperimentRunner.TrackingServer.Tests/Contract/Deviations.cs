namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Where our server answers otherwise than the recorded one, on purpose.</summary>
internal static class Deviations
{
    /// <summary>Calls that are not there yet.</summary>
    private static readonly IReadOnlyList<string> NotYet =
    [
        "logged-models", "upload-artifact", "mpu", "presigned", "runs/log-inputs", "runs/outputs",
        "runs/log-model", "search-datasets", "get-history-bulk", "registered-models/", "model-versions/", "traces",
    ];

    /// <summary>By name of the exchange: what we do instead, and why.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["root-html"] = "there is no web page",
        ["options-preflight"] = "no page of another origin is meant to call us",
        ["experiments/create-duplicate"] = "the message names the fact, not our SQL",
        ["experiments/create-same-name-as-deleted"] = "the message names the fact, not our SQL",
        ["experiments/update-to-existing"] = "the message names the fact, not our SQL",
        ["runs/create-empty"] = "the message names the fact, not our SQL",
        ["runs/create-dup-tags"] = "the message names the fact, not our SQL",
        ["bad-json"] = "the message says that the body is no JSON",
        ["json-not-object"] = "400 instead of 500",
        ["log-metric-nan-literal"] = "refused instead of stored as value 0 at time 0",
        ["log-metric-inf-literal"] = "refused instead of stored as value 0 at time 0",
        ["log-metric-neginf-literal"] = "refused instead of stored as value 0 at time 0",
        ["metrics/get-history-special nan2"] = "see log-metric-nan-literal",
        ["metrics/get-history-special inf2"] = "see log-metric-nan-literal",
        ["runs/get-after-runname-tag"] = "see log-metric-nan-literal",
        ["metrics/get-history-neg"] = "400 instead of a token that leads nowhere",
        ["metrics/get-history-inf"] = "the points instead of none",
        ["runs/search nonsense"] = "the message shows the whole filter",
        ["runs/search NOT"] = "the message shows the whole filter",
        ["runs/search exp ints"] = "numbers are taken as ids instead of found nowhere",
        ["artifacts/put-absolute"] = "400 instead of a redirect",
        ["artifacts/get-unicode"] = "the file instead of 500",
        ["artifacts/get-missing"] = "404 instead of 500",
        ["artifacts/get-dir"] = "404 instead of 500",
        ["artifacts/get-json"] = "none, but the recording holds the file parsed",
        ["get-artifact-run_id"] = "none, but the recording holds the file parsed",
        ["get-artifact-missing"] = "404 instead of 500",
        ["ui graphql GetRun"] = "see log-metric-nan-literal; data sets are not there yet",
        ["artifacts/list-after-delete"] = "a call that is not there yet made one of the files",
        ["runs/search order tag"] = "none, but the order depends on run ids",
    };

    public static bool IsMissing(ContractExchange exchange) =>
        NotYet.Any(call => exchange.Path.Contains(call, StringComparison.Ordinal)) || exchange.Name is "runs/search dataset" or "runs/get-inputs" or "runs/get-with-model"
        || exchange.Name.StartsWith("runs/search dataset", StringComparison.Ordinal);
}
