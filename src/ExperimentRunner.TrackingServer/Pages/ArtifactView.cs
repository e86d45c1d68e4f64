using ExperimentRunner.TrackingServer.Artifacts;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>
/// Shows an image or an HTML file that a run wrote. Either comes with a policy that puts it in a sandbox: it has an origin of
/// its own, can't reach this server or any other, and an HTML file may run only the scripts that it brings along.
/// </summary>
internal static class ArtifactView
{
    private const string Policy = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
        [".html"] = "text/html; charset=utf-8",
    };

    public static bool IsImage(string path) => CanShow(path) && !IsPage(path);

    public static bool IsPage(string path) => Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase);

    public static bool CanShow(string path) => Types.ContainsKey(Path.GetExtension(path));

    /// <summary>Disposes <paramref name="file"/>. What can't be shown is sent to be saved.</summary>
    public static async Task SendAsync(HttpContext context, FileStream file)
    {
        if (!Types.TryGetValue(Path.GetExtension(file.Name), out string? type))
        {
            await ArtifactResponse.SendAsync(context, file).ConfigureAwait(false);
            return;
        }

        await using (file.ConfigureAwait(false))
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.ContentType = type;
            context.Response.ContentLength = file.Length;
            await file.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
