using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace ExperimentRunner.TrackingServer.WebUi;

/// <summary>The files of MLflow's own web UI, as the real server places them: index.html at <c>/</c>, all under <c>/static-files/</c>.</summary>
internal sealed class MlflowUiFiles
{
    private const string Index = "index.html";

    private readonly string folder;

    /// <exception cref="InvalidDataException">The folder has no index.html.</exception>
    public MlflowUiFiles(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(this.folder, Index)))
        {
            throw new InvalidDataException(
                $"{folder}: has no {Index}. Give the folder mlflow/server/js/build of an installed mlflow package; `pip show -f mlflow` tells where that is.");
        }
    }

    /// <summary>To be called before routing.</summary>
    public void Use(IApplicationBuilder application) => application.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new LinklessFiles(folder),
        RequestPath = "/static-files",
        OnPrepareResponse = Describe,
    });

    public void MapIndex(IEndpointRouteBuilder routes) => routes.MapGet("/", (RequestDelegate)IndexAsync);

    private Task IndexAsync(HttpContext context)
    {
        string path = Path.Combine(folder, Index);
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        PhysicalFileHttpResult page = TypedResults.PhysicalFile(path, "text/html; charset=utf-8", lastModified: File.GetLastWriteTimeUtc(path));
        return page.ExecuteAsync(context);
    }

    /// <summary>Names under <c>static/</c> hold a hash of what is in the file, so that a browser may keep those for ever.</summary>
    private void Describe(StaticFileResponseContext context)
    {
        bool isHashed = context.Context.Request.Path.StartsWithSegments("/static-files/static");
        context.Context.Response.Headers.CacheControl = isHashed ? "public, max-age=31536000, immutable" : "no-cache";
        context.Context.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
