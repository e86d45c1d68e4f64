using System.Text;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Markdown;

/// <summary>Blocks of GitHub-flavoured Markdown, parted by blank lines. Escapes all text but what is named Markdown.</summary>
internal sealed class MarkdownWriter
{
    private readonly StringBuilder text = new();

    public void Heading(int level, string title) => Block($"{new string('#', level)} {MarkdownEscape.Inline(title)}");

    public void Paragraph(string sentence) => Block(MarkdownEscape.Inline(sentence));

    public void Bullets(IEnumerable<string> sentences) =>
        Block(string.Join('\n', sentences.Select(sentence => $"- {MarkdownEscape.Inline(sentence)}")));

    /// <summary>Writes the first <paramref name="limit"/> rows and says how many it leaves out.</summary>
    public void Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows, int limit)
    {
        Block(string.Join('\n',
        [
            Row(columns.Select(column => MarkdownEscape.Inline(column.Head))),
            Row(columns.Select(column => column.IsNumber ? "---:" : ":---")),
            .. rows.Take(limit).Select(row => Row(columns.Select(column => MarkdownEscape.Inline(column.Text(row))))),
        ]));
        LeftOut(rows.Count, limit);
    }

    public void LeftOut(int count, int limit)
    {
        if (count > limit)
        {
            Paragraph($"{FigureText.Count(count - limit)} more are left out here to keep this page short; report.json has every one.");
        }
    }

    /// <summary>Lines as they are, folded away under <paramref name="summary"/>.</summary>
    public void Folded(string summary, IEnumerable<string> lines)
    {
        string code = string.Join('\n', lines.Select(MarkdownEscape.WithoutControls));
        string fence = FenceFor(code);
        Block($"<details><summary>{MarkdownEscape.Html(summary)}</summary>\n\n{fence}text\n{code}\n{fence}\n\n</details>");
    }

    public override string ToString() => text.ToString();

    private void Block(string markdown)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(markdown).Append('\n');
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
