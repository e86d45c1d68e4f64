using ExperimentRunner.Reporting;
using Spectre.Console;

namespace ExperimentRunner.Tests.Reporting.Forms;

/// <summary>What a console shows of a report.</summary>
internal static class ConsoleText
{
    public static string Plain(SpeedupReport report, int width) => Render(report, width, AnsiSupport.No, ColorSystemSupport.NoColors);

    /// <summary>With the codes for colours.</summary>
    public static string Colored(SpeedupReport report, int width) => Render(report, width, AnsiSupport.Yes, ColorSystemSupport.Standard);

    private static string Render(SpeedupReport report, int width, AnsiSupport ansi, ColorSystemSupport colors)
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        ConsoleReport.Write(console, report);
        return output.ToString().ReplaceLineEndings("\n");
    }
}
