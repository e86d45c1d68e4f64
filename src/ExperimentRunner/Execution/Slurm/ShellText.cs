namespace ExperimentRunner.Execution.Slurm;

/// <summary>Text that a POSIX shell takes as it is.</summary>
internal static class ShellText
{
    public static string Quote(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,%@+".Contains(letter, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
