namespace ExperimentRunner.Reporting.Tables;

/// <summary>One column of a table, whatever the table is drawn on.</summary>
/// <param name="Head">Its name.</param>
/// <param name="Text">What stands in a row.</param>
/// <param name="IsNumber">Aligned as numbers are.</param>
/// <param name="Value">What a row is sorted by, where its text has a unit or more than one number; null for the text itself.</param>
/// <param name="Tone">How the text of a row is meant; null for plain all through.</param>
internal sealed record Column<T>(string Head, Func<T, string> Text, bool IsNumber = true, Func<T, double?>? Value = null, Func<T, Tone>? Tone = null)
{
    public Tone ToneOf(T row) => Tone?.Invoke(row) ?? Tables.Tone.Plain;
}
