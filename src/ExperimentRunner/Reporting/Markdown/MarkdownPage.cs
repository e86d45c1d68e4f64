using System.Text;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Markdown;

/// <summary>
/// Blocks of GitHub-flavoured Markdown, parted by blank lines. What would make it larger than <paramref name="mostBytes"/> is cut off and said to
/// be: GitHub shows nothing at all of a step summary above 1 MiB.
/// </summary>
internal sealed class MarkdownPage(string title, int mostBytes = MarkdownPage.MostBytes) : IReportPage
{
    /// <summary>Leaves room for what else a job writes into its summary.</summary>
    public const int MostBytes = 900 * 1024;

    /// <summary>GitHub takes 65,536 characters.</summary>
    public const int MostBytesOfComment = 60 * 1024;

    private const int TableRows = 200;
    private const int RoomForEnding = 512;

    private readonly StringBuilder text = new($"# {MarkdownEscape.Inline(title)}\n");
    private int bytes = Encoding.UTF8.GetByteCount(title) * 5;
    private bool isFolded;
    private bool isCut;

    public void Section(string title, string? foldedUnder = null)
    {
        EndSection();
        Block($"## {MarkdownEscape.Inline(title)}");
        isFolded = foldedUnder is not null && Block($"<details><summary>{MarkdownEscape.Html(foldedUnder)}</summary>");
    }

    public void Subheading(string title) => Block($"### {MarkdownEscape.Inline(title)}");

    public void Paragraph(string sentence) => Block(MarkdownEscape.Inline(sentence));

    public void Bullets(IReadOnlyList<string> sentences) =>
        Block(string.Join('\n', sentences.Select(sentence => $"- {MarkdownEscape.Inline(sentence)}")));

    public void Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        Block(string.Join('\n',
        [
            Row(columns.Select(column => MarkdownEscape.Inline(column.Head))),
            Row(columns.Select(column => column.IsNumber ? "---:" : ":---")),
            .. rows.Take(TableRows).Select(row => Row(columns.Select(column => MarkdownEscape.Inline(column.Text(row))))),
        ]));
        LeftOut(rows.Count, TableRows);
    }

    public void LeftOut(int count, int limit)
    {
        if (count > limit)
        {
            Paragraph($"{FigureText.Count(count - limit)} more are left out here to keep this page short; report.json has every one.");
        }
    }

    public void Folded(string summary, IReadOnlyList<string> lines)
    {
        string code = string.Join('\n', lines.Select(PlainText.Clean));
        string fence = FenceFor(code);
        Block($"<details><summary>{MarkdownEscape.Html(summary)}</summary>\n\n{fence}text\n{code}\n{fence}\n\n</details>");
    }

    public string Render()
    {
        EndSection();
        if (isCut)
        {
            text.Append($"\n**This page is cut here**: it would be larger than {mostBytes / 1024} KiB, which GitHub does not show. report.html and report.json have the rest.\n");
        }

        return text.ToString();
    }

    /// <summary>Nothing may follow what was left out, or the page would look whole.</summary>
    private bool Block(string markdown)
    {
        int size = Encoding.UTF8.GetByteCount(markdown) + 2;
        isCut = isCut || bytes + size + RoomForEnding > mostBytes;
        if (isCut)
        {
            return false;
        }

        bytes += size;
        text.Append('\n').Append(markdown).Append('\n');
        return true;
    }

    private void EndSection()
    {
        if (isFolded)
        {
            text.Append("\n</details>\n");
        }

        isFolded = false;
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string FenceFor(string code)
    {
        string fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence;
    }
}
