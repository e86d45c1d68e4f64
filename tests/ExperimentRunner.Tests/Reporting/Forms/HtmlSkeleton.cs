using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>A page without what would make a snapshot unreadable: style and script are left out, each chart is its hash.</summary>
internal static partial class HtmlSkeleton
{
    public static string Of(string html)
    {
        string bare = Asset().Replace(html, "<$1>...</$1>");
        bare = Policy().Replace(bare, "sha256-...");
        return Chart().Replace(bare, chart => $"[chart {chart.Groups[1].Value}, SHA-256 {Hash(chart.Value)[..12]}]");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Asset();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=]+", RegexOptions.CultureInvariant)]
    private static partial Regex Policy();

    [GeneratedRegex("<svg .*?<title id=\"([a-z-]+)-title\">.*?</svg>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Chart();
}
