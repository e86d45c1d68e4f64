using System.Globalization;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>
/// Reads MLflow's filters: <c>clause AND clause ...</c>, a clause being <c>[entity.]key comparator value</c>,
/// <c>... IS [NOT] NULL</c> or <c>... [NOT] IN ('a', 'b')</c>. There is no OR, no NOT and there are no parentheses: what is no
/// clause is listed in the message, cut as MLflow's SQL parser (sqlparse) cuts it.
/// </summary>
internal sealed class FilterParser
{
    private static readonly string[] Keywords = ["AND", "OR", "NOT", "IS", "NULL", "IN", "LIKE", "ILIKE", "BETWEEN", "SELECT", "FROM", "WHERE", "DROP", "TABLE", "ASC", "DESC"];

    private readonly string filter;
    private readonly TokenReader tokens;
    private readonly List<string> invalid = [];

    private FilterParser(string filter)
    {
        this.filter = filter;
        tokens = new TokenReader(filter);
    }

    /// <param name="filter">Null and empty have no clauses.</param>
    /// <param name="quote">What the message puts around each thing that is no clause.</param>
    public static IReadOnlyList<Condition> Parse(string? filter, string quote = "'") =>
        string.IsNullOrWhiteSpace(filter) ? [] : new FilterParser(filter).Conditions(quote);

    /// <summary>Splits <c>metrics.`a b`</c> into its entity and key; null if it is more or less than a name.</summary>
    public static (string? Entity, string Key)? ParseKey(string text)
    {
        var tokens = new TokenReader(text);
        return tokens.Peek() is { } first && IsName(first) && Name(tokens) is { } name && tokens.Peek() is null ? (name.Entity, name.Key) : null;
    }

    private List<Condition> Conditions(string quote)
    {
        var conditions = new List<Condition>();
        while (tokens.Peek() is { } token)
        {
            if (token.Text == ";" && token.Kind == TokenKind.Other && tokens.Peek(1) is not null)
            {
                throw MlflowFault.Invalid($"Search filter contained multiple expression '{filter}'. Provide AND-ed expression list.");
            }

            if (token.Is("AND"))
            {
                tokens.Take();
            }
            else if (Clause(token) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        if (conditions.Count > Limits.FilterClauses)
        {
            throw MlflowFault.Invalid($"The filter has more than {Limits.FilterClauses.ToString(CultureInfo.InvariantCulture)} clauses.");
        }

        return invalid.Count == 0
            ? conditions
            : throw MlflowFault.Invalid($"Invalid clause(s) in filter string: {string.Join(", ", invalid.Select(clause => quote + clause + quote))}");
    }

    /// <summary>Null where no clause begins; what is there instead is taken and noted.</summary>
    private Condition? Clause(Token first)
    {
        if (first.Kind == TokenKind.Open)
        {
            invalid.Add(Parenthesis().Source);
            return null;
        }

        if (!IsName(first))
        {
            tokens.Take();
            return first.Kind is TokenKind.Text or TokenKind.Number && IsComparator(tokens.Peek())
                ? throw MlflowFault.Invalid($"Invalid comparison clause. Expected 'Identifier' found '{tokens.Source(first, first)}'")
                : Invalid(first, first);
        }

        (string? entity, string key, Token last) = Name(tokens);
        return Comparison(entity, key) ?? Invalid(first, Alias() ?? last);
    }

    private Condition? Comparison(string? entity, string key)
    {
        if (Accept("IS", "NOT", "NULL"))
        {
            return new Condition(entity, key, "IS NOT NULL", new Operand.Null());
        }

        if (Accept("IS", "NULL"))
        {
            return new Condition(entity, key, "IS NULL", new Operand.Null());
        }

        foreach (string[] words in (string[][])[["NOT", "IN"], ["IN"], ["NOT", "LIKE"], ["NOT", "ILIKE"], ["LIKE"], ["ILIKE"]])
        {
            bool isFollowed = words[^1] == "IN" ? tokens.Peek(words.Length)?.Kind == TokenKind.Open : IsValue(tokens.Peek(words.Length));
            if (isFollowed && Accept(words))
            {
                return new Condition(entity, key, string.Join(' ', words), Value());
            }
        }

        return tokens.Peek()?.Kind == TokenKind.Comparator && IsValue(tokens.Peek(1)) ? new Condition(entity, key, tokens.Take().Text, Value()) : null;
    }

    private Operand Value()
    {
        if (tokens.Peek()!.Kind == TokenKind.Open)
        {
            return Parenthesis();
        }

        Token token = tokens.Take();
        string source = tokens.Source(token, token);
        return token.Kind switch
        {
            TokenKind.Text or TokenKind.Quoted => new Operand.Text(token.Text, source),
            TokenKind.Number => new Operand.Number(double.Parse(token.Text, CultureInfo.InvariantCulture), source),
            _ => new Operand.Unquoted(source),
        };
    }

    /// <summary>From an opening parenthesis to the one that closes it, or to the end.</summary>
    private Operand.List Parenthesis()
    {
        Token first = tokens.Take();
        Token last = first;
        var inside = new List<Token>();
        for (int depth = 1; depth > 0 && tokens.Peek() is not null;)
        {
            last = tokens.Take();
            depth += last.Kind switch
            {
                TokenKind.Open => 1,
                TokenKind.Close => -1,
                _ => 0,
            };
            inside.Add(last);
        }

        return new Operand.List([.. inside.Where(token => token.Kind == TokenKind.Text).Select(token => token.Text)], tokens.Source(first, last))
        {
            IsWellFormed = inside is [.. var entries, { Kind: TokenKind.Close }] && entries.Count % 2 == 1
                && entries.Index().All(entry => entry.Item.Kind == (entry.Index % 2 == 0 ? TokenKind.Text : TokenKind.Comma)),
        };
    }

    private Condition? Invalid(Token first, Token last)
    {
        invalid.Add(tokens.Source(first, last));
        return null;
    }

    /// <summary>A name right behind a name is taken for its alias, as in SELECT a b.</summary>
    private Token? Alias() => tokens.Peek() is { } next && IsName(next) ? Name(tokens).Last : null;

    private bool Accept(params ReadOnlySpan<string> words)
    {
        for (int at = 0; at < words.Length; at++)
        {
            if (tokens.Peek(at)?.Is(words[at]) != true)
            {
                return false;
            }
        }

        for (int at = 0; at < words.Length; at++)
        {
            tokens.Take();
        }

        return true;
    }

    private static (string? Entity, string Key, Token Last) Name(TokenReader tokens)
    {
        Token last = tokens.Take();
        var parts = new List<string> { last.Text };
        while (tokens.Peek()?.Kind == TokenKind.Dot && tokens.Peek(1) is { Kind: TokenKind.Word or TokenKind.Name or TokenKind.Quoted or TokenKind.Number })
        {
            tokens.Take();
            last = tokens.Take();
            parts.Add(last.Text);
        }

        return parts.Count == 1 ? (null, parts[0], last) : (parts[0], string.Join('.', parts.Skip(1)), last);
    }

    private static bool IsName(Token token) => token.Kind is TokenKind.Name or TokenKind.Quoted || (token.Kind == TokenKind.Word && !Keywords.Contains(token.Text, StringComparer.OrdinalIgnoreCase));

    private static bool IsComparator(Token? token) => token is not null && (token.Kind == TokenKind.Comparator || token.Is("LIKE") || token.Is("ILIKE"));

    private static bool IsValue(Token? token) => token?.Kind is TokenKind.Text or TokenKind.Quoted or TokenKind.Number or TokenKind.Word or TokenKind.Name or TokenKind.Open;
}
