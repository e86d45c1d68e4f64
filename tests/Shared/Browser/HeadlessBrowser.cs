using Microsoft.Playwright;

namespace ExperimentRunner.Testing;

/// <summary>
/// Chromium without a window, shared by the tests of a class (<c>IClassFixture</c>). Projects that want it set
/// <c>UsesBrowser</c>; a test asks for a page by <see cref="OpenAsync"/> and skips with the reason where there is no browser.
/// </summary>
public sealed class HeadlessBrowser : IAsyncLifetime
{
    private const int ExpectMilliseconds = 60_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (BrowserProgram.Find() is not { } program)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(ExpectMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,

            // Chromium's own sandbox wants user namespaces, which containers and root seldom have.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>A page in a profile of its own; what goes wrong in it is kept in <see cref="BrowserTab.Faults"/>.</summary>
    /// <exception cref="SkipException">There is no browser here.</exception>
    public async Task<BrowserTab> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Skip.If(browser is null, "No browser: install chromium, or name one in EXPERIMENT_RUNNER_BROWSER.");
        IBrowserContext context = await browser!.NewContextAsync(options);
        return new BrowserTab(await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
