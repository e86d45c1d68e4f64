using System.Globalization;

namespace ExperimentRunner.Matrix.Faults;

/// <summary>One thing that is wrong with a matrix, and what to do about it.</summary>
internal sealed record MatrixFault(string File, int Line, int Column, string Code, string Message)
{
    /// <summary>The form that compilers use, which editors and CI turn into links.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): error {Code}: {Message}");
}
