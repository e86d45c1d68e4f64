using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>Sends a file of a run as something to be saved: what a run wrote is never shown as a page of this server.</summary>
internal static class ArtifactResponse
{
    private static readonly HashSet<string> TextExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".log", ".json", ".jsonl", ".md", ".yaml", ".yml", ".csv", ".tsv", ".html", ".xml", ".py", ".cs", ".ini", ".cfg", ".err", ".out",
    };

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Disposes <paramref name="file"/>.</summary>
    public static async Task SendAsync(HttpContext context, FileStream file)
    {
        await using (file.ConfigureAwait(false))
        {
            var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
            disposition.SetHttpFileName(Path.GetFileName(file.Name));
            context.Response.Headers.ContentDisposition = disposition.ToString();
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.ContentType = ContentType(file.Name);
            context.Response.ContentLength = file.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await file.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    public static bool IsText(string path) => TextExtensions.Contains(Path.GetExtension(path));

    private static string ContentType(string path) =>
        IsText(path) ? MediaTypeNames.Text.Plain
        : ContentTypes.TryGetContentType(path, out string? type) ? type
        : MediaTypeNames.Application.Octet;
}
