using System.Text;
using ScottPlot;
using SkiaSharp;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>The one font of charts, which comes with the program: with a machine's own, the same chart would differ from machine to machine.</summary>
internal sealed class ChartFont : IFontResolver
{
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<ChartFont> Registered = new(Register);

    private readonly SKTypeface typeface = Load();

    private ChartFont()
    {
    }

    /// <summary>Known to ScottPlot from the first use on.</summary>
    public static ChartFont Shared => Registered.Value;

    /// <summary>Whether it has a glyph for every character: those of Latin, Greek and Cyrillic scripts, arrows and mathematics.</summary>
    public bool Covers(Rune rune) => typeface.ContainsGlyph(rune.Value);

    /// <summary>Width in pixels.</summary>
    public float Measure(string text, float size)
    {
        using var font = new SKFont(typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
        return font.MeasureText(text);
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? typeface : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? typeface : null;

    private static ChartFont Register()
    {
        var font = new ChartFont();
        Fonts.FontResolvers.Insert(0, font);
        return font;
    }

    private static SKTypeface Load()
    {
        using Stream stream = typeof(ChartFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The font of charts is not in the program.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("The font of charts can't be read.");
    }
}
