using System.Net;
using ExperimentRunner.TrackingServer.Artifacts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Refuses what a browser may have been tricked into: foreign Host headers, writes from foreign pages, climbing paths.</summary>
internal sealed class OriginGuard(IReadOnlyList<string> allowedHosts)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsOurs(context.Request.Host.Host))
        {
            return RefuseAsync(context, "Invalid Host header - possible DNS rebinding attack detected");
        }

        if (IsWrite(context.Request.Method) && !IsOwnOrigin(context.Request.Headers.Origin.ToString()))
        {
            return RefuseAsync(context, "Cross-origin request blocked");
        }

        // Before routing: the path that is routed by has its climbing parts resolved already.
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return ArtifactPath.Climbs(target) ? throw ArtifactPath.Invalid() : next(context);
    }

    private bool IsOwnOrigin(string origin) =>
        origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && IsOurs(uri.Host));

    private bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IsNear(address))
        || allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>An address can't be rebound as a name can; those of private networks (RFC 1918, RFC 4193) and of this machine are ours.</summary>
    private static bool IsNear(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        byte[] bytes = address.GetAddressBytes();
        return IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.IsIPv6UniqueLocal || (bytes.Length == 4 && bytes switch
        {
            [10, ..] or [192, 168, ..] => true,
            [172, byte second, ..] => second is >= 16 and <= 31,
            _ => false,
        });
    }

    private static bool IsWrite(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
