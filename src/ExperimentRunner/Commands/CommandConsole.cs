using System.Globalization;
using Spectre.Console;

namespace ExperimentRunner.Commands;

/// <summary>The console that commands write to.</summary>
internal static class CommandConsole
{
    /// <summary>Wide enough for our tables where a log or a pipe reads them.</summary>
    private const int WidthOfNoTerminal = 140;

    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0
                ? columns
                : WidthOfNoTerminal;
        }

        return console;
    }
}
