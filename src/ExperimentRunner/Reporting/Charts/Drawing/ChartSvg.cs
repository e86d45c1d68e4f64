using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>A chart as SVG: what ScottPlot draws, with real text instead of placed glyphs, and with ids that no other chart in a page has.</summary>
internal static partial class ChartSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly string[] Numbers = ["d", "x", "y", "cx", "cy", "rx", "ry", "width", "height"];
    private static readonly string[] Paints = ["fill", "stroke"];

    /// <summary>A file of its own, on a light ground.</summary>
    public static string Render(Chart chart)
    {
        XElement root = Draw(chart);
        root.SetAttributeValue("font-family", $"{ChartFont.Name}, Verdana, sans-serif");
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Part of a page whose CSS has a variable for each <see cref="ChartColor"/>, and its font.</summary>
    public static string RenderInline(Chart chart)
    {
        XElement root = Draw(chart);
        foreach (XAttribute paint in root.Descendants().Attributes().Where(attribute => Paints.Contains(attribute.Name.LocalName)))
        {
            paint.Value = ChartColor.All.FirstOrDefault(color => color.Light == paint.Value) is { } color ? $"var(--{color.Name})" : paint.Value;
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Draw(Chart chart)
    {
        var texts = new DrawnText();
        using ChartCanvas canvas = ChartDrawing.Of(chart, texts.Of);
        XElement root = XElement.Parse(canvas.Plot.GetSvgXml(ChartCanvas.Width, canvas.Height));
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Name.LocalName == "xlink").Remove();
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {ChartCanvas.Width} {canvas.Height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", $"{chart.Id}-title {chart.Id}-desc");
        foreach (XElement element in root.Descendants().ToArray())
        {
            Simplify(element, texts);
        }

        // Ticks between those that have a label.
        root.Descendants(Svg + "path").Where(path => NoLength().IsMatch(path.Attribute("d")!.Value)).Remove();

        NameClips(root, chart.Id);

        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{chart.Id}-title"), PlainText.OneLine(chart.Title)),
            new XElement(Svg + "desc", new XAttribute("id", $"{chart.Id}-desc"), PlainText.OneLine(chart.Description)));
        return root;
    }

    private static void Simplify(XElement element, DrawnText texts)
    {
        element.SetAttributeValue("stroke-miterlimit", null);
        if (element.Name == Svg + "text")
        {
            Anchor(element, texts);
        }

        foreach (XAttribute number in element.Attributes().Where(attribute => Numbers.Contains(attribute.Name.LocalName)))
        {
            number.Value = Number().Replace(number.Value, Rounded);
        }
    }

    /// <summary>Skia counts its ids through all that a process ever draws; these are of the chart alone, so they are the same every time.</summary>
    private static void NameClips(XElement root, string chartId)
    {
        XAttribute[] ids = [.. root.Descendants().Attributes("id")];
        Dictionary<string, string> names = ids.Index().ToDictionary(
            id => id.Item.Value,
            id => $"{chartId}-clip-{(id.Index + 1).ToString(CultureInfo.InvariantCulture)}",
            StringComparer.Ordinal);
        foreach (XAttribute id in ids)
        {
            id.Value = names[id.Value];
        }

        foreach (XAttribute clip in root.Descendants().Attributes("clip-path"))
        {
            clip.Value = $"url(#{names[clip.Value["url(#".Length..^1]]})";
        }
    }

    /// <summary>
    /// Skia places every glyph, measured in our font. The reader's font is another one, so the text is anchored where ScottPlot anchored it: at its
    /// start, middle or end.
    /// </summary>
    private static void Anchor(XElement text, DrawnText texts)
    {
        string drawn = text.Value.Trim('\t', '\n');
        float size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        double begin = First(text.Attribute("x")!);
        double end = begin + ChartFont.Shared.Measure(drawn, size);
        (string? anchor, double x) = (begin, end) switch
        {
            _ when Math.Abs(begin + end) < 1 => ("middle", 0),
            _ when Math.Abs(end) < 1 => ("end", 0),
            _ => ((string?)null, begin),
        };
        text.SetAttributeValue("text-anchor", anchor);
        text.SetAttributeValue("x", x == 0 ? null : x.ToString(CultureInfo.InvariantCulture));
        text.SetAttributeValue("y", First(text.Attribute("y")!).ToString(CultureInfo.InvariantCulture));
        text.SetAttributeValue("font-family", null);
        text.Value = texts.Real(drawn);
    }

    private static double First(XAttribute places) => double.Parse(places.Value.Split(',')[0], CultureInfo.InvariantCulture);

    private static string Rounded(Match number) =>
        Math.Round(double.Parse(number.Value, CultureInfo.InvariantCulture), 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^M(\S+ \S+)L\1$", RegexOptions.CultureInvariant)]
    private static partial Regex NoLength();

    [GeneratedRegex(@"-?\d+\.\d+(e-?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
