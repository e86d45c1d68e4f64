using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Pages.Charts;
using ExperimentRunner.TrackingServer.Pages.Writing;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Our own pages, under <c>/ui/</c>. They only read.</summary>
internal sealed class PageRoutes
{
    /// <summary>Only our own files: no script or style that stands in a page, nothing from elsewhere, and nobody may frame it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly PageReader reader;
    private readonly RunTableReader tables;
    private readonly RunDetailsReader details;
    private readonly ComparisonReader comparisons;

    private PageRoutes(PageReader reader) =>
        (this.reader, tables, details, comparisons) = (reader, new RunTableReader(reader), new RunDetailsReader(reader), new ComparisonReader(reader));

    public static void Map(IEndpointRouteBuilder routes, Database database, ArtifactFolder folder, TimeProvider timeProvider)
    {
        var pages = new PageRoutes(new PageReader(
            database, new ExperimentCalls(database, timeProvider), new RunCalls(database, timeProvider), new MetricCalls(database), new ArtifactCalls(database, folder)));
        routes.MapGet("/ui/", Page(pages.ExperimentsAsync));
        routes.MapGet("/ui/experiments/{id}", Page(pages.ExperimentAsync));
        routes.MapGet("/ui/runs/{id}", Page(pages.RunAsync));
        routes.MapGet("/ui/compare", Page(pages.CompareAsync));
        routes.MapGet("/ui/runs/{id}/file", (RequestDelegate)pages.FileAsync);
        routes.MapGet("/ui/data/curves", (RequestDelegate)pages.CurvesAsync);
        routes.MapGet("/ui/assets/{name}", (RequestDelegate)PageAssets.SendAsync);
    }

    private async Task<Markup> ExperimentsAsync(HttpContext context) => ExperimentsPage.Write(await reader.ExperimentsAsync(context.RequestAborted).ConfigureAwait(false));

    private async Task<Markup> ExperimentAsync(HttpContext context) =>
        ExperimentPage.Write(await tables.ReadAsync(RunQuery.Of(Id(context), context.Request.Query), context.RequestAborted).ConfigureAwait(false));

    private async Task<Markup> RunAsync(HttpContext context) =>
        RunPage.Write(await details.ReadAsync(Id(context), context.Request.Query, context.RequestAborted).ConfigureAwait(false));

    private async Task<Markup> CompareAsync(HttpContext context) =>
        ComparePage.Write(await comparisons.ReadAsync(ComparisonQuery.Of(context.Request.Query), context.RequestAborted).ConfigureAwait(false));

    private async Task FileAsync(HttpContext context)
    {
        FileStream file = await reader.OpenAsync(Id(context), context.Request.Query["path"].ToString(), context.RequestAborted).ConfigureAwait(false);
        await ArtifactView.SendAsync(context, file).ConfigureAwait(false);
    }

    private async Task CurvesAsync(HttpContext context)
    {
        string metric = context.Request.Query["metric"].ToString();
        CurveChart chart = await comparisons.CurvesAsync(ComparisonQuery.Of(context.Request.Query), metric, context.RequestAborted).ConfigureAwait(false);
        await AnswerWriter.WriteAsync(context, new ChartSource { Curves = chart }, ChartJson.Default.ChartSource).ConfigureAwait(false);
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static RequestDelegate Page(Func<HttpContext, Task<Markup>> write) => async context =>
    {
        Markup page;
        try
        {
            page = await write(context).ConfigureAwait(false);
        }
        catch (MlflowFault fault)
        {
            context.Response.StatusCode = fault.Status;
            page = FaultPage.Write(fault.Message);
        }

        await SendAsync(context, Encoding.UTF8.GetBytes(page.ToString())).ConfigureAwait(false);
    };

    /// <summary>A page that has not changed since the browser asked last is not sent again.</summary>
    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> page)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(page.Span))}\"";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(page, context.RequestAborted).ConfigureAwait(false);
    }
}
