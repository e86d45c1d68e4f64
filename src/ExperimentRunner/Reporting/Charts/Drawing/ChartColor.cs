using ScottPlot;

namespace ExperimentRunner.Reporting.Charts.Drawing;

/// <summary>A colour of charts on a light ground, and its twin on a dark one.</summary>
/// <param name="Name">Of the CSS variable that holds it in a page.</param>
/// <param name="Light">As #RRGGBB in upper-case digits, which is how Skia writes it into SVG; no two colours share it.</param>
/// <param name="Dark">As #RRGGBB.</param>
internal sealed record ChartColor(string Name, string Light, string Dark)
{
    public static ChartColor Ink { get; } = new("ink", "#1F2328", "#E6EDF3");

    public static ChartColor Muted { get; } = new("muted", "#59636E", "#9BA5B0");

    public static ChartColor Grid { get; } = new("grid", "#DCE1E6", "#333A42");

    public static ChartColor Page { get; } = new("page", "#FDFDFD", "#0D1117");

    /// <summary>
    /// Hues of Okabe and Ito (2008, "Color universal design"), which people with any colour vision tell apart, darkened or lightened until each
    /// stands out from its ground by 3 : 1 or more (WCAG 2.2, 1.4.11).
    /// </summary>
    public static IReadOnlyList<ChartColor> Series { get; } =
    [
        new("series-1", "#0072B2", "#56B4E9"),
        new("series-2", "#C44E00", "#FF9A52"),
        new("series-3", "#007F5F", "#3DD6AC"),
        new("series-4", "#A6478A", "#E9A0CE"),
        new("series-5", "#8C6D00", "#E8C53A"),
        new("series-6", "#4A4A4A", "#C9C9C9"),
        new("series-7", "#5F4BB6", "#B7A6FF"),
    ];

    public static IReadOnlyList<ChartColor> All { get; } = [Ink, Muted, Grid, Page, .. Series];

    public Color OnLight => Color.FromHex(Light);
}
