using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ExperimentRunner.Testing;
using Microsoft.Playwright;

namespace ExperimentRunner.TrackingServer.Tests.Pages;

public sealed class PagesInABrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>, IAsyncLifetime
{
    /// <summary>A folder to leave pictures of the pages in, for people to look at.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("EXPERIMENT_RUNNER_PICTURES");

    private RunningServer server = null!;

    public async Task InitializeAsync() => server = await RunningServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [SkippableTheory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Each_page_is_drawn_accessible_and_without_a_fault(int width, ColorScheme scheme)
    {
        await using BrowserTab tab = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        string sweep = await SweepOnServer.LogSweepAsync(server);
        string run = await SweepOnServer.LogAsync(server, "alone", [("devices", "1")], [("loss", [2, 1, 0.5])]);
        await SweepOnServer.PutAsync(server, run, "notes.txt", "first line\nsecond line");

        foreach ((string name, string path, int charts) in new[]
        {
            ("experiments", "/ui/", 0), ("experiment", "/ui/experiments/0", 0), ("run", $"/ui/runs/{run}?file=notes.txt", 1), ("sweep", $"/ui/runs/{sweep}", 0), ("compare", $"/ui/compare?parent={sweep}", 3),
        })
        {
            await GoAsync(tab, path);
            for (int chart = 0; chart < charts; chart++)
            {
                await tab.Page.Locator("figure .chart, section > .chart, section > div > .chart").Nth(chart).ScrollIntoViewIfNeededAsync();
            }

            await Assertions.Expect(tab.Page.Locator(".chart[data-drawn=yes]")).ToHaveCountAsync(charts);
            await PictureAsync(tab, $"{name}-{width}-{scheme}");
            int wider = await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            AxeResult axe = await tab.Page.RunAxe();

            Assert.True(wider <= 0, $"{name} is {wider} pixels wider than the window.");
            Assert.True(axe.Violations.Length == 0, $"{name}: {string.Join("; ", axe.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(", ", violation.Nodes.Select(node => node.Html))}"))}");
        }

        Assert.Empty(tab.Faults);
    }

    [SkippableFact]
    public async Task Hostile_names_run_no_script()
    {
        const string Hostile = "\"'><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>{b|c}";
        await using BrowserTab tab = await browser.OpenAsync();
        string run = await SweepOnServer.LogAsync(server, Hostile, [("rule", Hostile), ("devices", "1")], [("loss", [1, 2]), ("acc", [1])]);
        string other = await SweepOnServer.LogAsync(server, Hostile, [("rule", "other"), ("devices", "2")], [("loss", [1, 2]), ("acc", [2])]);
        await SweepOnServer.PutAsync(server, run, "page.html", "<!doctype html><title>x</title><script>try { top.hit = 1; document.title = 'inside'; fetch('/api/2.0/mlflow/experiments/search?max_results=1').catch(() => document.title = 'shut in') } catch { document.title = 'shut in' }</script>");

        foreach (string path in new[] { "/ui/experiments/0", $"/ui/runs/{run}?file=page.html", $"/ui/compare?run={run}&run={other}" })
        {
            await GoAsync(tab, path);
            await tab.Page.Locator(".chart").Last.HoverAsync(new LocatorHoverOptions { Timeout = 1000 }).ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.True(await tab.Page.EvaluateAsync<bool>("window.hit === undefined"), path);
        }

        Assert.Empty(tab.Faults);
        await tab.Page.GotoAsync(Absolute($"/ui/runs/{run}/file?path=page.html"));
        await Assertions.Expect(tab.Page).ToHaveTitleAsync("shut in");
    }

    [SkippableFact]
    public async Task Runs_are_filtered_sorted_chosen_and_compared_by_keyboard_alone()
    {
        await using BrowserTab tab = await browser.OpenAsync();
        await SweepOnServer.LogSweepAsync(server);
        await GoAsync(tab, "/ui/experiments/0");

        await FocusAsync(tab, "input[name=filter]");
        await tab.Page.Keyboard.TypeAsync("params.devices = '2'");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#runs tr")).ToHaveCountAsync(4);
        await FocusAsync(tab, "#columns a:text-is('final/accuracy')");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#columns th[aria-sort=descending]")).ToHaveTextAsync("final/accuracy↓");
        string[] order = [.. await tab.Page.Locator("#runs th").AllInnerTextsAsync()];
        await FocusAsync(tab, "[data-choose-all]");
        await tab.Page.Keyboard.PressAsync("Space");
        await FocusAsync(tab, "button:text-is('Compare chosen')");
        await tab.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Comparison of 4 runs");
        Assert.All(order[..2], name => Assert.EndsWith("r2", name, StringComparison.Ordinal));
        Assert.Empty(tab.Faults);
    }

    [SkippableFact]
    public async Task A_page_follows_a_sweep_and_keeps_what_was_chosen()
    {
        await using BrowserTab tab = await browser.OpenAsync();
        string first = await SweepOnServer.LogAsync(server, "first", [("devices", "1")], [("loss", [2, 1])], status: "RUNNING");
        await GoAsync(tab, "/ui/experiments/0");
        await tab.Page.Locator($"#run-{first} input").CheckAsync();
        await tab.Page.EvaluateAsync($"document.getElementById('columns').dataset.mine = 'untouched'");

        await server.PostAsync("runs/log-metric", new { run_id = first, key = "loss", value = 0.25, timestamp = 1_795_423_009_000, step = 9 });
        await Assertions.Expect(tab.Page.Locator($"#run-{first}")).ToContainTextAsync("0.25");
        string second = await SweepOnServer.LogAsync(server, "second", [("devices", "1")], [("loss", [3])], status: "RUNNING");
        await Assertions.Expect(tab.Page.Locator($"#run-{second}")).ToHaveCountAsync(1);

        Assert.True(await tab.Page.Locator($"#run-{first} input").IsCheckedAsync());
        Assert.Equal("untouched", await tab.Page.Locator("#columns").GetAttributeAsync("data-mine"));
        await Assertions.Expect(tab.Page.Locator("#live")).ToHaveTextAsync("live");
        foreach (string run in new[] { first, second })
        {
            await server.PostAsync("runs/update", new { run_id = run, status = "FINISHED", end_time = 1_795_423_090_000 });
        }

        await Assertions.Expect(tab.Page.Locator("#live")).ToHaveTextAsync("");
        Assert.Empty(tab.Faults);
    }

    [SkippableFact]
    public async Task A_curve_grows_while_its_run_goes_on()
    {
        await using BrowserTab tab = await browser.OpenAsync();
        string run = await SweepOnServer.LogAsync(server, "run", [], [("loss", [2, 1])], status: "RUNNING");
        await GoAsync(tab, $"/ui/runs/{run}");
        await Assertions.Expect(tab.Page.Locator("#chart-loss[data-drawn=yes]")).ToHaveCountAsync(1);

        await server.PostAsync("runs/log-metric", new { run_id = run, key = "loss", value = 0.5, timestamp = 1_795_423_009_000, step = 7 });

        // Playwright's own waiting evaluates text as a script, which the page's policy forbids.
        const string HasNewPoint = "echarts.getInstanceByDom(document.getElementById('chart-loss')).getOption().series[0].data.some(point => point[0] === 7)";
        for (int tries = 0; tries < 300 && !await tab.Page.EvaluateAsync<bool>(HasNewPoint); tries++)
        {
            await Task.Delay(200);
        }

        Assert.True(await tab.Page.EvaluateAsync<bool>(HasNewPoint));
        Assert.Empty(tab.Faults);
    }

    private string Absolute(string path) => new Uri(server.Client.BaseAddress!, path).ToString();

    private async Task GoAsync(BrowserTab tab, string path) =>
        Assert.Equal(200, (await tab.Page.GotoAsync(Absolute(path), new PageGotoOptions { WaitUntil = WaitUntilState.Load }))!.Status);

    /// <summary>Goes from one thing to the next by the tab key until it is reached.</summary>
    private static async Task FocusAsync(BrowserTab tab, string selector)
    {
        for (int presses = 0; presses < 200; presses++)
        {
            if (await tab.Page.Locator(selector).EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await tab.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not reach {selector}.");
    }

    private static async Task PictureAsync(BrowserTab tab, string name)
    {
        if (Pictures is not null)
        {
            await tab.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
        }
    }
}
