namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Where our server answers otherwise than the recorded one, on purpose.</summary>
internal static class Deviations
{
    /// <summary>Depends on random ids, so that it may be as recorded.</summary>
    public const string ByChance = "runs/search order tag";

    private const string Sql = "the message names the fact, not SQL";
    private const string NotANumber = "400 instead of a value 0 at time 0: NaN and Infinity have to be sent in quotes";
    private const string AfterNotANumber = "follows from log-metric-nan-literal";

    /// <summary>By name of the exchange: what we do instead, and why. docs/tracking.md has the same as a table.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["options-preflight"] = "405: no page of another origin is meant to call us",
        ["experiments/create-duplicate"] = Sql,
        ["experiments/create-same-name-as-deleted"] = Sql,
        ["experiments/update-to-existing"] = Sql,
        ["runs/create-empty"] = Sql,
        ["runs/create-dup-tags"] = Sql,
        ["json-not-object"] = "400 instead of 500",
        ["log-metric-nan-literal"] = NotANumber,
        ["log-metric-inf-literal"] = NotANumber,
        ["log-metric-neginf-literal"] = NotANumber,
        ["metrics/get-history-special nan2"] = AfterNotANumber,
        ["metrics/get-history-special inf2"] = AfterNotANumber,
        ["runs/get-after-runname-tag"] = AfterNotANumber,
        ["runs/get-inputs"] = AfterNotANumber,
        ["runs/get-with-model"] = AfterNotANumber,
        ["runs/search dataset"] = AfterNotANumber,
        ["metrics/get-history-neg"] = "400 instead of a token that leads nowhere",
        ["metrics/get-history-inf"] = "without max_results: the points instead of none",
        ["runs/search exp ints"] = "numbers are taken as ids instead of found nowhere",
        [ByChance] = "none, but runs with equal values come in the order of their ids, which are random",
        ["artifacts/put-absolute"] = "400 instead of a redirect to another path",
        ["artifacts/get-unicode"] = "the file instead of 500",
        ["artifacts/get-missing"] = "404 instead of 500",
        ["artifacts/get-dir"] = "404 instead of 500",
        ["get-artifact-missing"] = "404 instead of 500",
        ["ui graphql GetRun"] = AfterNotANumber,
        ["root-html"] = "a redirect to our own pages unless --mlflow-ui names MLflow's",
    };
}
