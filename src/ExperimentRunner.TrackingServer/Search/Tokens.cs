using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Cuts a filter into tokens.</summary>
internal static partial class Tokens
{
    public static IReadOnlyList<Token> Of(string filter) =>
        [.. Pattern().Matches(filter).Select(match => Token(match)).Where(token => token is not null).Select(token => token!)];

    private static Token? Token(Match match)
    {
        if (match.Groups["space"].Success)
        {
            return null;
        }

        foreach (TokenKind kind in Enum.GetValues<TokenKind>())
        {
            Group group = match.Groups[kind.ToString()];
            if (group.Success)
            {
                return new Token(kind, kind == TokenKind.Text ? Unquoted(group.Value) : group.Value, match.Value);
            }
        }

        return new Token(TokenKind.Other, match.Value, match.Value);
    }

    /// <summary>A quote is doubled inside its own kind of quotes, as in SQL.</summary>
    private static string Unquoted(string text) => text[0] == '\'' ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text[1..^1];

    // A word may hold / and -, so that metrics.train/loss needs no backticks; a number stands alone.
    [GeneratedRegex(
        """
        (?<space>\s+)
        |(?<Text>'(?:[^']|'')*'|"[^"]*")
        |`(?<Name>[^`]*)`
        |(?<Number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w/]))
        |(?<Word>[\w/-]+)
        |(?<Comparator>[!<>=~]+)
        |(?<Open>\()|(?<Close>\))|(?<Comma>,)|(?<Dot>\.)
        |.
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
