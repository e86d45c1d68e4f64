using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Yaml;

/// <summary>A piece of YAML that knows where it was written. Values are text: what a word means, its setting decides, so <c>off</c> stays <c>off</c>.</summary>
internal abstract record Node(Place Place)
{
    /// <summary>Nodes in this one with every alias written out, itself included.</summary>
    public abstract long Size { get; }

    /// <summary>Levels of this node; 1 for a scalar.</summary>
    public abstract int Depth { get; }

    /// <summary>How messages name it.</summary>
    public abstract string Shown { get; }

    public sealed record Scalar(Place Place, string Text, bool IsQuoted) : Node(Place)
    {
        public override long Size => 1;

        public override int Depth => 1;

        public override string Shown => IsNothing ? "nothing" : Wording.Quote(Text);

        public bool IsNothing => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed record List(Place Place, IReadOnlyList<Node> Items) : Node(Place)
    {
        public override long Size { get; } = 1 + Items.Sum(item => item.Size);

        public override int Depth { get; } = 1 + Items.Select(item => item.Depth).DefaultIfEmpty().Max();

        public override string Shown => "a list";
    }

    /// <summary>Entries in the order of the file; a key may stand in it more than once.</summary>
    public sealed record Map(Place Place, IReadOnlyList<Entry> Entries) : Node(Place)
    {
        public override long Size { get; } = 1 + Entries.Sum(entry => 1 + entry.Value.Size);

        public override int Depth { get; } = 1 + Entries.Select(entry => entry.Value.Depth).DefaultIfEmpty().Max();

        public override string Shown => "a mapping";
    }

    public sealed record Entry(Scalar Key, Node Value);
}
