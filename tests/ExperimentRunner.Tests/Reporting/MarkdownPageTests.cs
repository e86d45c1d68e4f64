using System.Text;
using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Tests.Reporting;

public sealed class MarkdownPageTests
{
    private static readonly Column<int>[] Columns = [new("n|o", row => $"<{row}>")];

    [Fact]
    public void A_fence_is_longer_than_any_in_the_lines_that_it_holds()
    {
        var page = new MarkdownPage("log");

        page.Folded("log <1>", ["a", "`````", "b"]);

        Assert.Equal("# log\n\n<details><summary>log &lt;1&gt;</summary>\n\n``````text\na\n`````\nb\n``````\n\n</details>\n", page.Render());
    }

    [Fact]
    public void A_folded_section_ends_before_the_next_one()
    {
        var page = new MarkdownPage("two");

        page.Section("First", "more");
        page.Table(Columns, [1]);
        page.Section("Second");
        page.Paragraph("text");

        Assert.Equal(
            "# two\n\n## First\n\n<details><summary>more</summary>\n\n| n\\|o |\n| ---: |\n| &lt;1&gt; |\n\n</details>\n\n## Second\n\ntext\n",
            page.Render());
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(50_000)]
    public void A_page_that_is_too_large_is_cut_once_and_says_so_last(int mostBytes)
    {
        var page = new MarkdownPage("huge", mostBytes);

        page.Section("Rows", "all of them");
        for (int at = 0; at < 1000; at++)
        {
            page.Paragraph($"漢字 {at} {new string('x', 200)}");
        }

        page.Section("After", "this");
        page.Paragraph("short");
        string cut = page.Render();

        Assert.InRange(Encoding.UTF8.GetByteCount(cut), mostBytes / 2, mostBytes);
        Assert.EndsWith($"\n</details>\n\n**This page is cut here**: it would be larger than {mostBytes / 1024} KiB, which GitHub does not show. report.html and report.json have the rest.\n", cut, StringComparison.Ordinal);
        Assert.DoesNotContain("After", cut, StringComparison.Ordinal);
        Assert.Equal(cut.Split("<details>").Length, cut.Split("</details>").Length);
    }
}
