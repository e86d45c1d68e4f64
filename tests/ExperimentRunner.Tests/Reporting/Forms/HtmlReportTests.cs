using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Testing;
using Microsoft.Playwright;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>report.html in a real browser.</summary>
public sealed class HtmlReportTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> AllSweeps => new(Sweeps.All.Keys);

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(AllSweeps))]
    public async Task A_page_has_no_faults_asks_for_nothing_and_fits_a_phone(string sweep)
    {
        await using BrowserTab tab = await OpenAsync(sweep, width: 390);
        var requests = new List<string>();
        tab.Page.Request += (_, request) => requests.Add(request.Url);

        await tab.Page.ReloadAsync();
        int width = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

        Assert.Empty(tab.Faults);
        Assert.Equal([tab.Page.Url], requests);
        Assert.Equal(390, width);
        Assert.False(await tab.Page.EvaluateAsync<bool>("'pwned' in window"));
    }

    [SkippableFact]
    public async Task What_a_message_of_a_run_holds_is_shown_and_not_run()
    {
        await using BrowserTab tab = await OpenAsync("NonAscii", width: 1400);

        string? text = await tab.Page.TextContentAsync("main");

        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(1)>", text, StringComparison.Ordinal);
        Assert.Equal(0, await tab.Page.Locator("main script, main img").CountAsync());
    }

    [SkippableFact]
    public async Task A_script_that_is_not_the_pages_own_does_not_run()
    {
        string html = HtmlReport.Render(Sweeps.CleanScaling().Report(), []).Replace("</main>", "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'></main>", StringComparison.Ordinal);
        await using BrowserTab tab = await OpenPageAsync(html, new BrowserNewContextOptions());

        Assert.False(await tab.Page.EvaluateAsync<bool>("'pwned' in window"));
        Assert.NotEmpty(tab.Faults);
    }

    [SkippableFact]
    public async Task A_click_on_a_head_sorts_its_table_and_another_turns_it_round()
    {
        await using BrowserTab tab = await OpenAsync("CleanScaling", width: 1400);
        ILocator head = tab.Page.GetByRole(AriaRole.Columnheader, new() { Name = "images/s" }).First;

        await head.GetByRole(AriaRole.Button).ClickAsync();
        IReadOnlyList<string> ascending = await ImagesPerSecondAsync(tab);
        string? sorted = await head.GetAttributeAsync("aria-sort");
        await head.GetByRole(AriaRole.Button).PressAsync("Enter");
        IReadOnlyList<string> descending = await ImagesPerSecondAsync(tab);

        Assert.Equal("ascending", sorted);
        Assert.Equal(["117", "171", "227", "289", "300", "353"], ascending);
        Assert.Equal(ascending.Reverse(), descending);
    }

    [SkippableFact]
    public async Task Figures_that_are_not_known_stay_last()
    {
        await using BrowserTab tab = await OpenAsync("MixedFailures", width: 1400);
        ILocator head = tab.Page.GetByRole(AriaRole.Columnheader, new() { Name = "images/s" }).First;

        await head.GetByRole(AriaRole.Button).ClickAsync();
        IReadOnlyList<string> ascending = await ImagesPerSecondAsync(tab);
        await head.GetByRole(AriaRole.Button).ClickAsync();
        IReadOnlyList<string> descending = await ImagesPerSecondAsync(tab);

        Assert.Equal(["116", "117", "226", "-", "-", "-"], ascending);
        Assert.Equal(["226", "117", "116", "-", "-", "-"], descending);
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light, "rgb(253, 253, 253)", "rgb(0, 114, 178)")]
    [InlineData(ColorScheme.Dark, "rgb(13, 17, 23)", "rgb(86, 180, 233)")]
    public async Task Page_and_charts_take_the_readers_scheme(ColorScheme scheme, string page, string firstSeries)
    {
        await using BrowserTab tab = await OpenAsync("CleanScaling", width: 1400, scheme);

        Assert.Equal(page, await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(firstSeries, await tab.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('[stroke=\"var(--series-1)\"]')).stroke"));
    }

    [SkippableFact]
    public async Task Paper_is_light_and_shows_what_is_folded()
    {
        await using BrowserTab tab = await OpenAsync("CleanScaling", width: 1400, ColorScheme.Dark);

        await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await tab.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.Equal("rgb(253, 253, 253)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await tab.Page.Locator("section > details:not([open])").CountAsync());
    }

    [SkippableTheory]
    [InlineData("CleanScaling", ColorScheme.Light)]
    [InlineData("CleanScaling", ColorScheme.Dark)]
    [InlineData("MixedFailures", ColorScheme.Light)]
    [InlineData("MixedFailures", ColorScheme.Dark)]
    [InlineData("Expecting", ColorScheme.Light)]
    public async Task Everybody_can_read_it_axe_finds_nothing(string sweep, ColorScheme scheme)
    {
        // A page's policy also binds what is put into it for testing.
        await using BrowserTab tab = await OpenAsync(sweep, width: 1400, scheme, bypassPolicy: true);
        await tab.Page.EvaluateAsync("for (const fold of document.querySelectorAll('details')) fold.open = true");

        AxeResult result = await tab.Page.RunAxe();

        Assert.NotEmpty(result.Passes);
        Assert.Equal([], result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }

    private static async Task<IReadOnlyList<string>> ImagesPerSecondAsync(BrowserTab tab)
    {
        IReadOnlyList<string> cells = await tab.Page.Locator("table").First.Locator("tbody tr td:nth-child(3)").AllInnerTextsAsync();
        return [.. cells.Select(cell => cell.Split([' ', '\n'])[0])];
    }

    private Task<BrowserTab> OpenAsync(string sweep, int width, ColorScheme scheme = ColorScheme.Light, bool bypassPolicy = false)
    {
        SpeedupReport report = Sweeps.All[sweep]().Report();
        return OpenPageAsync(
            HtmlReport.Render(report, ReportCharts.Of(report)),
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = bypassPolicy });
    }

    private async Task<BrowserTab> OpenPageAsync(string html, BrowserNewContextOptions options)
    {
        BrowserTab tab = await browser.OpenAsync(options);
        await File.WriteAllTextAsync(folder["report.html"], html);
        await tab.Page.GotoAsync(new Uri(folder["report.html"]).AbsoluteUri);
        return tab;
    }
}
