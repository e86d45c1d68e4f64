using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Expressions;

/// <summary>A part of a constraint, ready to be worked out for a run.</summary>
/// <param name="Offset">Characters before it.</param>
internal abstract record Operand(int Offset)
{
    /// <summary>For <c>is ...</c>.</summary>
    public abstract string Kind { get; }

    public sealed record Number(int Offset, Func<RunSpec, double> Of) : Operand(Offset)
    {
        public override string Kind => "a number";
    }

    /// <summary>A setting that is one of some words.</summary>
    public sealed record Choice(int Offset, string Name, IReadOnlyList<string> Names, Func<RunSpec, string> Of) : Operand(Offset)
    {
        public override string Kind => $"a word ({string.Join(", ", Names)})";
    }

    /// <summary>A word that is no setting, so that it can only be the value of one.</summary>
    public sealed record Word(int Offset, string Text) : Operand(Offset)
    {
        public override string Kind => "a word";
    }

    public sealed record Condition(int Offset, Func<RunSpec, bool> Of) : Operand(Offset)
    {
        public override string Kind => "a condition";
    }
}
