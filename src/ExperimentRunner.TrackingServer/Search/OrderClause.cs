using System.Text.RegularExpressions;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>One entry of <c>order_by</c>.</summary>
internal sealed partial record OrderClause(string? Entity, string Key, string Direction)
{
    public static OrderClause Parse(string text)
    {
        Match match = Pattern().Match(text);
        return FilterParser.ParseKey(match.Groups["key"].Value) is { } name
            ? new OrderClause(name.Entity, name.Key, match.Groups["desc"].Success ? "DESC" : "ASC")
            : throw MlflowFault.Invalid($"Invalid ordering key in order_by clause '{text}'.");
    }

    [GeneratedRegex(@"^\s*(?<key>.*?)(\s+(asc|(?<desc>desc)))?\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
