namespace ExperimentRunner.Matrix.Expressions;

internal enum TokenKind
{
    Number,
    Word,
    Symbol,
    End,
}
