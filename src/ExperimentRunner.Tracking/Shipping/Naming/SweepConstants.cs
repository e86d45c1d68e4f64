using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>The settings that all runs of a sweep but probes share, whatever varies: two sweeps of one hash differ in their axes and seeds alone.</summary>
internal sealed class SweepConstants
{
    public SweepConstants(SweepPlan plan)
    {
        Dictionary<string, string>[] specs = [.. plan.CellRuns.Select(run => Leaves(run.Spec))];
        string[] shared = specs.Length == 0 ? [] : [.. specs[0].Keys.Where(key => specs.All(spec => spec.GetValueOrDefault(key) == specs[0][key]))];
        Yaml = string.Concat(shared.GroupBy(Group).SelectMany(group => Lines(group, specs[0])));
        Hash = ContentHash.Of(Yaml)[..16];
    }

    public string Yaml { get; }

    /// <summary>First 16 hexadecimal digits of the SHA-256 of <see cref="Yaml"/>.</summary>
    public string Hash { get; }

    /// <summary>JSON of every setting by its path, such as <c>train.epochs</c>, but for the seed, which stands for a repeat, and for what follows from others.</summary>
    private static Dictionary<string, string> Leaves(RunSpec spec)
    {
        JsonObject json = JsonSerializer.SerializeToNode(spec, CompactRunJson.Default.RunSpec)!.AsObject();
        return json
            .Where(field => field.Key is not ("seed" or "lr_factor" or "learning_rate" or "global_batch"))
            .SelectMany(field => field.Value is JsonObject inner
                ? inner.Select(leaf => (Path: $"{field.Key}.{leaf.Key}", leaf.Value))
                : [(Path: field.Key, field.Value)])
            .ToDictionary(leaf => leaf.Path, leaf => Scalar(leaf.Value!.ToJsonString()));
    }

    // A text in JSON is one in YAML, too; but without a point, readers of YAML 1.1 take 1E-08 for a text.
    private static string Scalar(string json) =>
        json.StartsWith('"') || json.Contains('.', StringComparison.Ordinal) ? json : json.Replace("E", ".0E", StringComparison.Ordinal);

    private static string Group(string path) => path.Contains('.', StringComparison.Ordinal) ? path[..path.IndexOf('.', StringComparison.Ordinal)] : "";

    private static IEnumerable<string> Lines(IGrouping<string, string> group, Dictionary<string, string> spec) => group.Key.Length == 0
        ? group.Select(path => $"{path}: {spec[path]}\n")
        : group.Select(path => $"  {path[(group.Key.Length + 1)..]}: {spec[path]}\n").Prepend($"{group.Key}:\n");
}
