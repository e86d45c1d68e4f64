using System.Security.Cryptography;
using ExperimentRunner.TrackingServer.Pages.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Style, scripts and icon of the pages, from inside this assembly. ECharts comes from the package Vizor.ECharts.</summary>
internal static class PageAssets
{
    private static readonly Dictionary<string, PageAsset> All = new[]
    {
        ("page.css", "text/css"), ("page.js", "text/javascript"), ("charts.js", "text/javascript"), ("echarts.js", "text/javascript"), ("favicon.svg", "image/svg+xml"),
    }.ToDictionary(asset => asset.Item1, asset => Load(asset.Item1, asset.Item2));

    /// <summary>Holds a hash of the content, so that a browser may keep what it got.</summary>
    public static string Link(string name) => $"{Address.Root}assets/{name}?v={All[name].Hash}";

    public static Task SendAsync(HttpContext context)
    {
        if (context.Request.RouteValues["name"] is not string name || !All.TryGetValue(name, out PageAsset? asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.Headers.CacheControl = context.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        FileContentHttpResult file = TypedResults.File(asset.Content, asset.Type);
        return file.ExecuteAsync(context);
    }

    private static PageAsset Load(string name, string type)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"pages/{name}") ?? throw new InvalidOperationException($"{name} was not built in.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PageAsset(content, $"{type}; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }
}
