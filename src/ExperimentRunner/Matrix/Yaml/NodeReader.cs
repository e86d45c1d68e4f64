using ExperimentRunner.Matrix.Faults;
using YamlDotNet.Core;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>Reads one YAML document.</summary>
internal static class NodeReader
{
    /// <returns>Null if the text is not YAML or more than is read; the one fault says which.</returns>
    public static Node? Read(string text, Source source, FaultLog faults)
    {
        try
        {
            return new NodeBuilder(new CarefulParser(new Parser(new StringReader(text))), source).Document();
        }
        catch (YamlRefusedException refused)
        {
            faults.Add(refused.Kind, refused.Place, refused.Message);
        }
        catch (YamlException broken)
        {
            faults.Add(FaultKind.BrokenYaml, NodeBuilder.PlaceOf(broken.Start, source), $"Not valid YAML: {OneLine(broken.Message)}");
        }

        return null;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries)).TrimEnd('.') + ".";
}
