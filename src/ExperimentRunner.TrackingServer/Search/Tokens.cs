using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Cuts a filter into tokens.</summary>
internal static partial class Tokens
{
    public static IReadOnlyList<Token> Of(string filter) =>
        [.. Pattern().Matches(filter).Where(match => !match.Groups["space"].Success).Select(Token)];

    private static Token Token(Match match)
    {
        foreach (TokenKind kind in Enum.GetValues<TokenKind>())
        {
            Group group = match.Groups[kind.ToString()];
            if (group.Success)
            {
                return new Token(kind, group.Value.Replace("''", kind == TokenKind.Text ? "'" : "''", StringComparison.Ordinal), match.Index, match.Index + match.Length);
            }
        }

        return new Token(TokenKind.Other, match.Value, match.Index, match.Index + match.Length);
    }

    // A word may hold / and -, so that metrics.train/loss needs no backticks; a number stands alone. A quote is doubled inside
    // single quotes, as in SQL.
    [GeneratedRegex(
        """
        (?<space>\s+)
        |'(?<Text>(?:[^']|'')*)'
        |"(?<Quoted>[^"]*)"
        |`(?<Name>[^`]*)`
        |(?<Number>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?![\w/])
        |(?<Word>[\w/-]+)
        |(?<Comparator>[!<>=~]+)
        |(?<Open>\()|(?<Close>\))|(?<Comma>,)|(?<Dot>\.)
        |.
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
