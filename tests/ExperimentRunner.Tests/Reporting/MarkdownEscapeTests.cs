using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Sections;

namespace ExperimentRunner.Tests.Reporting;

public sealed class MarkdownEscapeTests
{
    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>&amp;", "&lt;b&gt;&amp;amp;")]
    [InlineData("`x`", "\\`x\\`")]
    [InlineData("one\r\n  two\n\nthree", "one two three")]
    [InlineData("batch_per_device", "batch_per_device")]
    [InlineData("_emphasis_", "\\_emphasis\\_")]
    [InlineData("C:\\data", "C:\\\\data")]
    [InlineData("\u001b[31;1mred\u001b[0m\u0007", "red")]
    [InlineData("größe 桃 🍑", "größe 桃 🍑")]
    public void Text_shows_as_it_is_on_one_line(string text, string markdown) => Assert.Equal(markdown, MarkdownEscape.Inline(text));

    [Fact]
    public void A_long_message_is_cut_between_whole_characters()
    {
        string cut = PageLimits.CutMessage(new string('x', 299) + "🍑🍑");

        Assert.Equal(new string('x', 299) + " ...", cut);
        Assert.Equal("short", PageLimits.CutMessage("short"));
    }
}
