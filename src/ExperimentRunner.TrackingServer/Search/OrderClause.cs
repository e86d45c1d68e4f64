using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>One entry of <c>order_by</c>.</summary>
internal sealed partial record OrderClause(string? Entity, string Key, bool IsAscending)
{
    public string Direction => IsAscending ? "ASC" : "DESC";

    public static IEnumerable<OrderClause> ParseAll(IReadOnlyList<string> orderBy) => orderBy.Count <= Limits.OrderClauses
        ? orderBy.Select(Parse)
        : throw MlflowFault.Invalid($"order_by has more than {Limits.OrderClauses.ToString(CultureInfo.InvariantCulture)} entries.");

    private static OrderClause Parse(string text)
    {
        if (FilterParser.ParseKey(text) is { } whole)
        {
            return new OrderClause(whole.Entity, whole.Key, IsAscending: true);
        }

        Match match = KeyAndDirection().Match(text);
        if (!match.Success || FilterParser.ParseKey(match.Groups["key"].Value) is not { } name)
        {
            throw MlflowFault.Invalid($"Invalid order_by clause '{text}'. Could not be parsed.");
        }

        return match.Groups["direction"].Value.ToUpperInvariant() switch
        {
            "ASC" => new OrderClause(name.Entity, name.Key, IsAscending: true),
            "DESC" => new OrderClause(name.Entity, name.Key, IsAscending: false),
            _ => throw MlflowFault.Invalid($"Invalid ordering key in order_by clause '{text}'."),
        };
    }

    [GeneratedRegex(@"^\s*(?<key>\S(?:.*\S)?)\s+(?<direction>\w+)\s*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndDirection();
}
