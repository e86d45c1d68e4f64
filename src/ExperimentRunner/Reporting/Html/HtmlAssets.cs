using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Reporting.Charts.Drawing;

namespace ExperimentRunner.Reporting.Html;

/// <summary>Style and script of a page. Its Content-Security-Policy lets these run, by their hashes, and nothing else: a message of a run that got through unescaped would still do nothing.</summary>
internal static class HtmlAssets
{
    public static string Style { get; } = $"{Variables()}{Text("report.css")}";

    public static string Script { get; } = Text("report.js");

    public static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    // Paper is light, whatever the screen was.
    private static string Variables() =>
        $":root{{{Colors(color => color.Light)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{Colors(color => color.Dark)}}}}}\n";

    private static string Colors(Func<ChartColor, string> value) => string.Concat(ChartColor.All.Select(color => $"--{color.Name}:{value(color)};"));

    private static string Text(string name)
    {
        using Stream stream = typeof(HtmlAssets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
