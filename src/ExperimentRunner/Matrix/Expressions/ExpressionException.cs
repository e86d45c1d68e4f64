namespace ExperimentRunner.Matrix.Expressions;

/// <summary>An expression that is not understood.</summary>
/// <param name="offset">Characters before the place.</param>
/// <param name="problem">What is wrong there, and what to write.</param>
internal sealed class ExpressionException(int offset, string problem) : Exception(problem)
{
    public int Offset => offset;
}
