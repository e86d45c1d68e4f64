using System.Globalization;

namespace ExperimentRunner.Matrix.Faults;

/// <summary>One thing that is wrong with a matrix, and what to do about it.</summary>
internal sealed record MatrixFault(string File, int Line, int Column, string Code, string Message)
{
    /// <summary>The matrix can be planned all the same.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The form that compilers use, which editors, MSBuild and CI turn into links.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {(IsWarning ? "warning" : "error")} {Code}: {Message}");
}
