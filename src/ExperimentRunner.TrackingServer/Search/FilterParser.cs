using System.Globalization;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>
/// Reads MLflow's filters: <c>clause AND clause ...</c>, a clause being <c>[entity.]key comparator value</c>,
/// <c>... IS [NOT] NULL</c> or <c>... [NOT] IN ('a', 'b')</c>. There is no OR, no NOT and there are no parentheses.
/// </summary>
internal sealed class FilterParser
{
    private readonly string filter;
    private readonly IReadOnlyList<Token> tokens;
    private int at;

    private FilterParser(string filter)
    {
        this.filter = filter;
        tokens = Tokens.Of(filter);
    }

    public static IReadOnlyList<Condition> Parse(string? filter) =>
        string.IsNullOrWhiteSpace(filter) ? [] : new FilterParser(filter).Conditions();

    /// <summary>Splits <c>metrics.`a b`</c> into its entity and key.</summary>
    public static (string? Entity, string Key)? ParseKey(string text)
    {
        var parser = new FilterParser(text);
        (string? Entity, string Key) key = parser.Key();
        return parser.at == parser.tokens.Count ? key : null;
    }

    private List<Condition> Conditions()
    {
        var conditions = new List<Condition> { Condition() };
        while (at < tokens.Count)
        {
            if (Peek()?.Source == ";")
            {
                throw MlflowFault.Invalid($"Search filter contained multiple expression '{filter}'. Provide AND-ed expression list.");
            }

            Take(token => token.Is("AND"));
            conditions.Add(Condition());
        }

        return conditions;
    }

    private Condition Condition()
    {
        (string? entity, string key) = Key();
        if (Accept("IS"))
        {
            string comparator = Accept("NOT") ? "IS NOT NULL" : "IS NULL";
            Take(token => token.Is("NULL"));
            return new Condition(entity, key, comparator, new Operand.Null());
        }

        bool isNegated = Accept("NOT");
        string written = Take(token => token.Kind == TokenKind.Comparator || token.Is("LIKE") || token.Is("ILIKE") || token.Is("IN")).Text.ToUpperInvariant();
        if (written == "IN")
        {
            return new Condition(entity, key, isNegated ? "NOT IN" : "IN", List());
        }

        return isNegated ? throw Invalid() : new Condition(entity, key, written, Value());
    }

    private (string? Entity, string Key) Key()
    {
        var parts = new List<string> { NamePart() };
        while (Peek()?.Kind == TokenKind.Dot)
        {
            at++;
            parts.Add(NamePart());
        }

        return parts.Count == 1 ? (null, parts[0]) : (parts[0], string.Join('.', parts.Skip(1)));
    }

    private string NamePart() =>
        Take(token => token.Kind is TokenKind.Word or TokenKind.Name or TokenKind.Text or TokenKind.Number).Text;

    private Operand Value()
    {
        Token token = Take(token => token.Kind is TokenKind.Text or TokenKind.Number or TokenKind.Word);
        return token.Kind switch
        {
            TokenKind.Text => new Operand.Text(token.Text),
            TokenKind.Number => new Operand.Number(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Source),
            _ => new Operand.Unquoted(token.Source),
        };
    }

    private Operand.List List()
    {
        Take(token => token.Kind == TokenKind.Open);
        var values = new List<string>();
        do
        {
            values.Add(Take(token => token.Kind == TokenKind.Text).Text);
        }
        while (Take(token => token.Kind is TokenKind.Comma or TokenKind.Close).Kind == TokenKind.Comma);
        return new Operand.List(values);
    }

    private bool Accept(string keyword)
    {
        bool isThere = Peek()?.Is(keyword) == true;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Token Take(Func<Token, bool> isWanted) => Peek() is Token token && isWanted(token) ? tokens[at++] : throw Invalid();

    private Token? Peek() => at < tokens.Count ? tokens[at] : null;

    private MlflowFault Invalid() => MlflowFault.Invalid($"Invalid clause(s) in filter string: '{filter}'");
}
