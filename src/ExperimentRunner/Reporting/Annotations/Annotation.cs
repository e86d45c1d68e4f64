using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Reporting.Annotations;

/// <summary>An error or a warning that GitHub shows beside a change.</summary>
/// <param name="Title">Of a few words.</param>
/// <param name="File">From the root of the repository; null if it is about no file.</param>
/// <param name="Line">From 1; null without a file.</param>
/// <param name="Column">From 1; null without a file.</param>
internal sealed record Annotation(string Title, string Message, string? File = null, int? Line = null, int? Column = null)
{
    public static Annotation Of(MatrixFault fault) => new(fault.Code, fault.Message, fault.File, fault.Line, fault.Column) { IsWarning = fault.IsWarning };

    public bool IsWarning { get; init; }

    /// <summary>As a workflow command (docs.github.com, "Workflow commands for GitHub Actions").</summary>
    public override string ToString()
    {
        string place = File is null ? "" : FormattableString.Invariant($"file={EscapeProperty(File)},line={Line},col={Column},");
        return $"::{(IsWarning ? "warning" : "error")} {place}title={EscapeProperty(Title)}::{Escape(Message)}";
    }

    private static string EscapeProperty(string text) => Escape(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
