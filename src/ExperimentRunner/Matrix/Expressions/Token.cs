using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Expressions;

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; empty at the end.</param>
/// <param name="Offset">Characters before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset)
{
    /// <summary>How messages name it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : Wording.Quote(Text);

    public bool Is(string symbol) => Kind is TokenKind.Symbol or TokenKind.Word && Text == symbol;
}
