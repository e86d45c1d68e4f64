using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Matrix.Expressions;

/// <summary>Reads an expression piece by piece, and looks one piece ahead.</summary>
internal sealed partial class TokenReader(string text)
{
    private Token? next;
    private int offset;

    public Token Peek => next ??= Scan();

    /// <exception cref="ExpressionException">A character that no expression has.</exception>
    public Token Take()
    {
        Token token = Peek;
        next = null;
        return token;
    }

    /// <summary>Goes on behind <paramref name="symbol"/> if it is next.</summary>
    public bool TryTake(string symbol)
    {
        if (!Peek.Is(symbol))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <exception cref="ExpressionException">Something else is next.</exception>
    public void Demand(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw new ExpressionException(Peek.Offset, $"{Peek.Shown} stands where '{symbol}' was expected.");
        }
    }

    public static double Number(Token token) => double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private Token Scan()
    {
        while (offset < text.Length && char.IsWhiteSpace(text[offset]))
        {
            offset++;
        }

        if (offset == text.Length)
        {
            return new(TokenKind.End, "", offset);
        }

        Match match = Pieces().Match(text, offset);
        if (!match.Success)
        {
            throw new ExpressionException(offset, $"{new Token(TokenKind.Symbol, text[offset..(offset + 1)], offset).Shown} has no meaning here.");
        }

        TokenKind kind = match.Groups["number"].Success ? TokenKind.Number : match.Groups["word"].Success ? TokenKind.Word : TokenKind.Symbol;
        var token = new Token(kind, match.Value, offset);
        offset += match.Length;
        return token;
    }

    [GeneratedRegex(
        @"\G((?<number>[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)|(?<word>[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*)|<=|>=|==|!=|[-+*/%<>=(),])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pieces();
}
