using System.Globalization;
using System.Text;
using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Charts.Drawing;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Html;

/// <summary>One HTML file that needs nothing else: no request, no script but its own.</summary>
internal sealed class HtmlPage(string title) : IReportPage
{
    private const int TableRows = 1000;

    private readonly StringBuilder body = new();
    private readonly List<(string Id, string Title)> sections = [];
    private string endOfSection = "";
    private int tables;

    public void Section(string title, string? foldedUnder = null)
    {
        body.Append(endOfSection);
        string id = $"section-{(sections.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        sections.Add((id, title));
        body.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{HtmlEscape.Line(title)}</h2>\n");
        endOfSection = foldedUnder is null ? "</section>\n" : "</details>\n</section>\n";
        if (foldedUnder is not null)
        {
            body.Append(CultureInfo.InvariantCulture, $"<details><summary>{HtmlEscape.Line(foldedUnder)}</summary>\n");
        }
    }

    public void Subheading(string title) => body.Append(CultureInfo.InvariantCulture, $"<h3>{HtmlEscape.Line(title)}</h3>\n");

    public void Paragraph(string sentence) => body.Append(CultureInfo.InvariantCulture, $"<p>{HtmlEscape.Line(sentence)}</p>\n");

    public void Bullets(IReadOnlyList<string> sentences) =>
        body.Append(CultureInfo.InvariantCulture, $"<ul>\n{string.Concat(sentences.Select(sentence => $"<li>{HtmlEscape.Line(sentence)}</li>\n"))}</ul>\n");

    public void Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        // Wide tables scroll within themselves; by keyboard, too, so they can have the focus.
        body.Append(CultureInfo.InvariantCulture, $"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{HtmlEscape.Line($"Table {FigureText.Count(++tables)}, {sections[^1].Title}")}\">\n<table>\n<thead><tr>");
        foreach (Column<T> column in columns)
        {
            body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(column.IsNumber ? " class=\"number\"" : "")}>{HtmlEscape.Line(column.Head)}</th>");
        }

        body.Append("</tr></thead>\n<tbody>\n");
        foreach (T row in rows.Take(TableRows))
        {
            Row(columns, row);
        }

        body.Append("</tbody>\n</table>\n</div>\n");
        LeftOut(rows.Count, TableRows);
    }

    public void LeftOut(int count, int limit)
    {
        if (count > limit)
        {
            Paragraph($"{FigureText.Count(count - limit)} more are left out here to keep this page short; report.json and report.csv have every one.");
        }
    }

    public void Folded(string summary, IReadOnlyList<string> lines) =>
        body.Append(CultureInfo.InvariantCulture, $"<details><summary>{HtmlEscape.Line(summary)}</summary>\n<pre>{HtmlEscape.Lines(lines)}</pre>\n</details>\n");

    public void Figures(IEnumerable<Chart> charts)
    {
        body.Append("<div class=\"figures\">\n");
        foreach (Chart chart in charts)
        {
            body.Append(CultureInfo.InvariantCulture, $"<figure>\n{ChartSvg.RenderInline(chart)}\n<figcaption>{HtmlEscape.Line(chart.Caption)}</figcaption>\n</figure>\n");
        }

        body.Append("</div>\n");
    }

    public string Render() =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{HtmlAssets.Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{HtmlEscape.Line(title)}</title>
        <style>{HtmlAssets.Style}</style>
        </head>
        <body>
        <header>
        <h1>{HtmlEscape.Line(title)}</h1>
        <nav aria-label="Sections"><ul>
        {string.Join('\n', sections.Select(section => $"<li><a href=\"#{section.Id}\">{HtmlEscape.Line(section.Title)}</a></li>"))}
        </ul></nav>
        </header>
        <main>
        {body}{endOfSection}</main>
        <footer><p>Made from the run folders alone. report.json, report.csv and runs.csv beside this page have every figure.</p></footer>
        <script>{HtmlAssets.Script}</script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private void Row<T>(IReadOnlyList<Column<T>> columns, T row)
    {
        body.Append("<tr>");
        for (int at = 0; at < columns.Count; at++)
        {
            Column<T> column = columns[at];
            string tag = at == 0 ? "th scope=\"row\"" : "td";
            body.Append(CultureInfo.InvariantCulture, $"<{tag}{Class(column, row)}{SortedBy(column, row)}>{Content(column, row)}</{(at == 0 ? "th" : "td")}>");
        }

        body.Append("</tr>\n");
    }

    // An interval goes below its figure, or a table would be as wide as a wall.
    private static string Content<T>(Column<T> column, T row)
    {
        string text = HtmlEscape.Line(column.Text(row));
        return column.IsNumber && text.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? $"{text[..at]} <small>{text[(at + 1)..]}</small>" : text;
    }

    private static string Class<T>(Column<T> column, T row) => (column.IsNumber, column.ToneOf(row)) switch
    {
        (false, Tone.Plain) => "",
        (true, Tone.Plain) => " class=\"number\"",
        (false, var tone) => $" class=\"{tone.ToString().ToLowerInvariant()}\"",
        (true, var tone) => $" class=\"number {tone.ToString().ToLowerInvariant()}\"",
    };

    private static string SortedBy<T>(Column<T> column, T row) => column.Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $" data-value=\"{value(row):R}\"")
        : "";
}
