using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ExperimentRunner.Tracking.Tests;

/// <summary>A real HTTP server on loopback that does what a test tells it, or passes requests on to another.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly List<string> requests = [];

    private ScriptedServer(WebApplication application) => this.application = application;

    public Uri Address => new(application.Urls.Single());

    /// <summary>Method and path of every request so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    public int Count(string path) => Requests.Count(request => request.EndsWith(path, StringComparison.Ordinal));

    /// <param name="answer">Answers a request; the number is that of those before it.</param>
    /// <param name="tls">Speaks TLS with this certificate and options; null speaks plainly.</param>
    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, int, Task> answer, HttpsConnectionAdapterOptions? tls = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => _ = tls is null ? listen : listen.UseHttps(tls));
        });
        WebApplication application = builder.Build();
        var server = new ScriptedServer(application);
        application.Run(context => answer(context, server.Note(context.Request)));
        await application.StartAsync();
        return server;
    }

    /// <summary>Answers every request alike.</summary>
    public static Task<ScriptedServer> SayingAsync(int status, string text, params (string Name, string Value)[] headers) =>
        StartAsync((context, _) => SayAsync(context, status, text, headers));

    public static Task SayAsync(HttpContext context, int status, string text, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(text);
    }

    /// <summary>Has <paramref name="server"/> do the request and hands its answer on.</summary>
    public static async Task PassOnAsync(HttpContext context, Uri server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(server, $"{context.Request.Path}{context.Request.QueryString}"));
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await response.Content.CopyToAsync(context.Response.Body);
        }
    }

    /// <summary>How many requests there were before, this one not counted.</summary>
    private int Note(HttpRequest request)
    {
        lock (requests)
        {
            requests.Add($"{request.Method} {request.Path}");
            return requests.Count - 1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
