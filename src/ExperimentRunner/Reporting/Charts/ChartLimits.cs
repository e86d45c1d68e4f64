namespace ExperimentRunner.Reporting.Charts;

/// <summary>What can still be told apart on one chart.</summary>
internal static class ChartLimits
{
    public const int Series = 6;
    public const int Parts = 7;
    public const int Bars = 16;
    public const int BackgroundPoints = 400;
    public const int CharactersOfName = 48;
    public const int CharactersOfDescription = 900;

    /// <summary>For example <c> 3 more groups are left out here.</c>; empty where nothing is.</summary>
    public static string LeftOut(int count, int limit, string what) =>
        count > limit ? $" {FigureText.Count(count - limit)} more {what} are left out here; the tables have them." : "";
}
