using ExperimentRunner.Testing;
using Microsoft.Playwright;

namespace ExperimentRunner.TrackingServer.Tests.Browser;

public sealed class HeadlessBrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    [SkippableFact]
    public async Task A_browser_reaches_the_server()
    {
        await using BrowserTab tab = await browser.OpenAsync();
        await using RunningServer server = await RunningServer.StartAsync();

        IResponse? response = await tab.Page.GotoAsync($"{server.Client.BaseAddress}version");

        Assert.Equal("3.11.1", await response!.TextAsync());
        Assert.All(tab.Faults, fault => Assert.Contains("favicon.ico", fault, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task What_goes_wrong_in_a_page_is_kept()
    {
        await using BrowserTab tab = await browser.OpenAsync();

        await tab.Page.SetContentAsync("<script>console.error('first'); throw new Error('second')</script>");

        Assert.Contains(tab.Faults, fault => fault.StartsWith("console: first", StringComparison.Ordinal));
        Assert.Contains(tab.Faults, fault => fault.Contains("second", StringComparison.Ordinal));
    }
}
