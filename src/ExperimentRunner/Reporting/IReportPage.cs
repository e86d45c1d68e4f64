using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting;

/// <summary>What the sections of a report are written on: Markdown or HTML. All text is plain; a page escapes it for its form and keeps its own limits of size.</summary>
internal interface IReportPage
{
    /// <summary>Begins a section and ends the one before.</summary>
    /// <param name="foldedUnder">What stands for the section until it is opened; null leaves it open.</param>
    void Section(string title, string? foldedUnder = null);

    void Subheading(string title);

    void Paragraph(string sentence);

    void Bullets(IReadOnlyList<string> sentences);

    /// <summary>Writes as many rows as the page has room for and says how many it leaves out.</summary>
    void Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows);

    /// <summary>Says that only the first <paramref name="limit"/> of <paramref name="count"/> things stand here; nothing where that is all of them.</summary>
    void LeftOut(int count, int limit);

    /// <summary>Lines as they are, folded away under <paramref name="summary"/>.</summary>
    void Folded(string summary, IReadOnlyList<string> lines);
}
