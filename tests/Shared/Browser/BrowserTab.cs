using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ExperimentRunner.Testing;

/// <summary>A page of a browser and what went wrong in it: errors on its console, scripts that threw, requests that failed.</summary>
public sealed class BrowserTab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> faults = new();

    public BrowserTab(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => faults.Enqueue($"script: {error}");
        page.Console += (_, message) => _ = message.Type == "error" && Keep($"console: {message.Text} ({message.Location})");
        page.RequestFailed += (_, request) => faults.Enqueue($"request: {request.Url} {request.Failure}");
    }

    public IPage Page { get; }

    /// <summary>Violations of a Content-Security-Policy are among them.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    public ValueTask DisposeAsync() => Page.Context.DisposeAsync();

    private bool Keep(string fault)
    {
        faults.Enqueue(fault);
        return true;
    }
}
