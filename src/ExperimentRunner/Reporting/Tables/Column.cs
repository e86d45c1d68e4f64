namespace ExperimentRunner.Reporting.Tables;

/// <summary>One column of a table, whatever the table is drawn on.</summary>
internal sealed record Column<T>(string Head, Func<T, string> Text, bool IsNumber = true);
