using ExperimentRunner.Matrix.Faults;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>
/// Turns parser events into nodes. Stops at the event that goes beyond its bounds, so that neither deep nesting nor aliases of
/// aliases (the billion laughs) cost more than the bounds allow.
/// </summary>
internal sealed class NodeBuilder(IParser parser, Source source)
{
    public const int MostNodes = 100_000;
    public const int MostLevels = 100;

    private readonly Dictionary<AnchorName, Node?> anchors = [];
    private long nodes;

    public static Place PlaceOf(Mark mark, Source source) =>
        new(source, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    /// <exception cref="YamlRefusedException">The document is beyond the bounds or uses what a matrix has no use for.</exception>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public Node Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return new Node.Scalar(Place.StartOf(source), "", IsQuoted: false);
        }

        parser.Consume<DocumentStart>();
        Node root = Next(level: 1);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            throw Refused(FaultKind.UnusedYamlFeature, parser.Current!, "A second document starts here. Write one document a file.");
        }

        return root;
    }

    private Node Next(int level)
    {
        ParsingEvent start = parser.Consume<ParsingEvent>();
        if (start is AnchorAlias alias)
        {
            return Aliased(alias, level);
        }

        Count(start, size: 1, level);
        AnchorName anchor = AnchorOf(start);
        if (!anchor.IsEmpty)
        {
            anchors[anchor] = null;
        }

        Node node = Content(start, level);
        if (!anchor.IsEmpty)
        {
            anchors[anchor] = node;
        }

        return node;
    }

    private Node Content(ParsingEvent start, int level) => start switch
    {
        Scalar scalar => new Node.Scalar(PlaceOf(scalar.Start, source), scalar.Value, scalar.Style is not ScalarStyle.Plain),
        SequenceStart => ListFrom(start, level),
        MappingStart => MapFrom(start, level),
        _ => throw new InvalidOperationException($"The parser told of {start} where a node begins."),
    };

    private Node.List ListFrom(ParsingEvent start, int level)
    {
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Next(level + 1));
        }

        return new(PlaceOf(start.Start, source), items);
    }

    private Node.Map MapFrom(ParsingEvent start, int level)
    {
        var entries = new List<Node.Entry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            ParsingEvent keyStart = parser.Current!;
            Node.Scalar key = Next(level + 1) as Node.Scalar
                ?? throw Refused(FaultKind.UnusedYamlFeature, keyStart, "A key is a list or a mapping. Use a word.");
            entries.Add(new(key, Next(level + 1)));
        }

        return new(PlaceOf(start.Start, source), entries);
    }

    private Node Aliased(AnchorAlias alias, int level)
    {
        if (!anchors.TryGetValue(alias.Value, out Node? node))
        {
            throw Refused(FaultKind.BrokenYaml, alias, $"Nothing is named &{alias.Value} above. Name it, or write the value out.");
        }

        if (node is null)
        {
            throw Refused(FaultKind.ExpandsTooFar, alias, $"*{alias.Value} stands inside &{alias.Value} itself. Write the value out.");
        }

        Count(alias, node.Size, level + node.Depth - 1);
        return node;
    }

    private AnchorName AnchorOf(ParsingEvent start) => start switch
    {
        NodeEvent node when node.Tag.IsEmpty || node.Tag.IsNonSpecific => node.Anchor,
        NodeEvent node => throw Refused(FaultKind.UnusedYamlFeature, start, $"The tag {Wording.Quote(node.Tag.ToString())} is not used in a matrix. Leave it out."),
        _ => throw Refused(FaultKind.BrokenYaml, start, "Not valid YAML: a value is missing here."),
    };

    private void Count(ParsingEvent at, long size, int level)
    {
        nodes += size;
        if (nodes > MostNodes)
        {
            throw Refused(FaultKind.ExpandsTooFar, at, $"Written out, this is more than {Wording.Number(MostNodes)} values. Use fewer values or aliases.");
        }

        if (level > MostLevels)
        {
            throw Refused(FaultKind.ExpandsTooFar, at, $"This is nested more than {MostLevels} levels deep.");
        }
    }

    private YamlRefusedException Refused(FaultKind kind, ParsingEvent at, string message) => new(kind, PlaceOf(at.Start, source), message);
}
