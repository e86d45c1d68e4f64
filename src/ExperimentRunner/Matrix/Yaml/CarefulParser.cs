using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>YamlDotNet 18.1 meets some broken texts, such as <c>{ a: - [</c>, with other exceptions than its own. This names them.</summary>
internal sealed class CarefulParser(IParser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlException">The text is not YAML.</exception>
    public bool MoveNext()
    {
        Mark before = parser.Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new YamlException(before, before, "What follows can't be read.", exception);
        }
    }
}
