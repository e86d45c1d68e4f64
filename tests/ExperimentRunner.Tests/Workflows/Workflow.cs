using ExperimentRunner.Testing;
using YamlDotNet.RepresentationModel;

namespace ExperimentRunner.Tests.Workflows;

/// <summary>A workflow file of this repository.</summary>
internal sealed record Workflow(string File, YamlMappingNode Root)
{
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Folder(), ".github", "workflows"), "*.yml").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Workflow> All { get; } = [.. Files.Select(Read)];

    public IReadOnlyList<string> Triggers => Root["on"] is YamlMappingNode map ? [.. map.Children.Keys.Select(key => key.ToString())] : [Root["on"].ToString()];

    public IReadOnlyDictionary<string, YamlMappingNode> Jobs =>
        ((YamlMappingNode)Root["jobs"]).Children.ToDictionary(job => job.Key.ToString(), job => (YamlMappingNode)job.Value);

    public static Workflow Named(string name) => All.Single(workflow => Path.GetFileName(workflow.File) == name);

    public static IReadOnlyList<YamlMappingNode> Steps(YamlMappingNode job) => [.. ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>()];

    /// <summary>Null if the key is not there.</summary>
    public static string? Text(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(key, out YamlNode? value) ? value.ToString() : null;

    /// <summary>Empty if the key is not there.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(key, out YamlNode? value) ? ((YamlMappingNode)value).Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), entry.Value.ToString())) : [];

    private static Workflow Read(string file)
    {
        var yaml = new YamlStream();
        using StreamReader reader = System.IO.File.OpenText(file);
        yaml.Load(reader);
        return new(file, (YamlMappingNode)yaml.Documents[0].RootNode);
    }
}
