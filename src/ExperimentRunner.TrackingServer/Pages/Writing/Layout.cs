namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>What all pages have around them.</summary>
internal static class Layout
{
    /// <param name="title">In the tab of the browser.</param>
    /// <param name="way">The pages above this one.</param>
    /// <param name="content">The page itself.</param>
    /// <param name="isLive">Whether the page asks for changes again and again.</param>
    public static Markup Page(string title, IReadOnlyList<(string Name, string Link)> way, Markup content, bool isLive = false) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} - ExperimentRunner</title>
        <link rel="icon" href="{PageAssets.Link("favicon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{PageAssets.Link("page.css")}">
        <script src="{PageAssets.Link("echarts.js")}" defer></script>
        <script src="{PageAssets.Link("charts.js")}" defer></script>
        <script src="{PageAssets.Link("page.js")}" defer></script>
        </head>
        <body data-live="{(isLive ? "yes" : "no")}">
        <a class="skip" href="#content">Skip to content</a>
        <header><nav aria-label="Breadcrumb"><a class="brand" href="{Address.Root}">ExperimentRunner</a>{way.Select(Step)}</nav><span id="live" role="status" aria-live="polite"></span></header>
        <main id="content">
        {content}
        </main>
        </body>
        </html>

        """;

    private static Markup Step((string Name, string Link) step) => $"""<span aria-hidden="true">/</span><a href="{step.Link}">{step.Name}</a>""";
}
