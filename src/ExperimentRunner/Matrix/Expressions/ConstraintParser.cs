using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Expressions;

/// <summary>
/// Reads a constraint on the settings of a cell, for example <c>devices * batch_per_device &lt;= 512 and not (amp == on)</c>. Of the weakest binding first:
/// <c>or</c>, <c>and</c>, <c>not</c>, comparisons (one, not a chain), <c>+ -</c>, <c>* / %</c>, minus, parentheses.
/// </summary>
internal sealed class ConstraintParser
{
    private const int MostLevels = 64;

    private readonly TokenReader tokens;
    private int level;

    private ConstraintParser(string text) => tokens = new(text);

    /// <exception cref="ExpressionException">It is not understood; says where.</exception>
    public static Func<RunSpec, bool> Parse(string text)
    {
        var parser = new ConstraintParser(text);
        Operand.Condition condition = SettingOperand.ConditionOf(parser.Either());
        return parser.tokens.Peek.Kind == TokenKind.End
            ? condition.Of
            : throw new ExpressionException(parser.tokens.Peek.Offset, $"{parser.tokens.Peek.Shown} stands where an operator was expected. Use and, or, +, -, *, /, %, ==, !=, <, <=, > or >=.");
    }

    private Operand Either()
    {
        Operand left = Both();
        while (tokens.TryTake("or"))
        {
            (Operand.Condition first, Operand.Condition second) = (SettingOperand.ConditionOf(left), SettingOperand.ConditionOf(Both()));
            left = new Operand.Condition(first.Offset, spec => first.Of(spec) || second.Of(spec));
        }

        return left;
    }

    private Operand Both()
    {
        Operand left = Negation();
        while (tokens.TryTake("and"))
        {
            (Operand.Condition first, Operand.Condition second) = (SettingOperand.ConditionOf(left), SettingOperand.ConditionOf(Negation()));
            left = new Operand.Condition(first.Offset, spec => first.Of(spec) && second.Of(spec));
        }

        return left;
    }

    private Operand Negation()
    {
        Token token = tokens.Peek;
        if (!tokens.TryTake("not"))
        {
            return Comparison();
        }

        Operand.Condition negated = SettingOperand.ConditionOf(Nested(token.Offset, Negation));
        return new Operand.Condition(token.Offset, spec => !negated.Of(spec));
    }

    private Operand Comparison()
    {
        Operand left = Sum();
        Token sign = tokens.Peek;
        if (sign.Is("="))
        {
            throw new ExpressionException(sign.Offset, "'=' has no meaning here. Write == to compare.");
        }

        return sign.Kind == TokenKind.Symbol && sign.Text is "==" or "!=" or "<" or "<=" or ">" or ">="
            ? Compare(left, tokens.Take(), Sum())
            : left;
    }

    private static Operand.Condition Compare(Operand left, Token sign, Operand right)
    {
        if (sign.Text is "==" or "!=" && (left is Operand.Choice or Operand.Word || right is Operand.Choice or Operand.Word))
        {
            Func<RunSpec, bool> areSame = AreSame(left, right);
            return new(left.Offset, sign.Is("==") ? areSame : spec => !areSame(spec));
        }

        (Func<RunSpec, double> first, Func<RunSpec, double> second) = (SettingOperand.NumberOf(left).Of, SettingOperand.NumberOf(right).Of);
        return new(left.Offset, sign.Text switch
        {
            "==" => spec => first(spec) == second(spec),
            "!=" => spec => first(spec) != second(spec),
            "<" => spec => first(spec) < second(spec),
            "<=" => spec => first(spec) <= second(spec),
            ">" => spec => first(spec) > second(spec),
            ">=" => spec => first(spec) >= second(spec),
            _ => throw new InvalidOperationException($"{sign.Text} is no comparison."),
        });
    }

    private static Func<RunSpec, bool> AreSame(Operand left, Operand right) => (left, right) switch
    {
        (Operand.Choice choice, Operand.Word word) => Is(choice, word),
        (Operand.Word word, Operand.Choice choice) => Is(choice, word),
        (Operand.Choice first, Operand.Choice second) => spec => first.Of(spec) == second.Of(spec),
        (Operand.Word word, _) => throw SettingOperand.Unknown(word),
        (_, Operand.Word word) => throw SettingOperand.Unknown(word),
        (Operand.Choice choice, _) => throw new ExpressionException(right.Offset, $"This is {right.Kind}; {choice.Name} is one of {Wording.List(choice.Names)}."),
        (_, _) => throw new ExpressionException(left.Offset, $"This is {left.Kind}, where a word was expected."),
    };

    private static Func<RunSpec, bool> Is(Operand.Choice choice, Operand.Word word) => choice.Names.Contains(word.Text)
        ? spec => choice.Of(spec) == word.Text
        : throw new ExpressionException(
            word.Offset, $"{Wording.Quote(word.Text)} is no value of {choice.Name}.{NearestName.Hint(word.Text, choice.Names)} Use one of {Wording.List(choice.Names)}.");

    private Operand Sum()
    {
        Operand left = Product();
        while (tokens.Peek.Is("+") || tokens.Peek.Is("-"))
        {
            bool isSum = tokens.Take().Is("+");
            (Func<RunSpec, double> first, Func<RunSpec, double> second) = (SettingOperand.NumberOf(left).Of, SettingOperand.NumberOf(Product()).Of);
            left = new Operand.Number(left.Offset, isSum ? spec => first(spec) + second(spec) : spec => first(spec) - second(spec));
        }

        return left;
    }

    private Operand Product()
    {
        Operand left = Factor();
        while (tokens.Peek is { Kind: TokenKind.Symbol, Text: "*" or "/" or "%" })
        {
            string sign = tokens.Take().Text;
            (Func<RunSpec, double> first, Func<RunSpec, double> second) = (SettingOperand.NumberOf(left).Of, SettingOperand.NumberOf(Factor()).Of);
            left = new Operand.Number(left.Offset, sign switch
            {
                "*" => spec => first(spec) * second(spec),
                "/" => spec => first(spec) / second(spec),
                _ => spec => first(spec) % second(spec),
            });
        }

        return left;
    }

    private Operand Factor()
    {
        Token token = tokens.Take();
        switch (token)
        {
            case { Kind: TokenKind.Number }:
                double number = TokenReader.Number(token);
                return new Operand.Number(token.Offset, _ => number);
            case { Kind: TokenKind.Word } when token.Text is not ("and" or "or" or "not"):
                return SettingOperand.Of(token);
            case { Kind: TokenKind.Symbol, Text: "-" }:
                Func<RunSpec, double> negated = SettingOperand.NumberOf(Nested(token.Offset, Factor)).Of;
                return new Operand.Number(token.Offset, spec => -negated(spec));
            case { Kind: TokenKind.Symbol, Text: "(" }:
                Operand inner = Nested(token.Offset, Either);
                tokens.Demand(")");
                return inner;
            default:
                throw new ExpressionException(token.Offset, $"{token.Shown} stands where a setting, a number or '(' was expected.");
        }
    }

    private Operand Nested(int offset, Func<Operand> part)
    {
        if (++level > MostLevels)
        {
            throw new ExpressionException(offset, $"More than {MostLevels} levels of parentheses and signs. Use a simpler condition.");
        }

        Operand operand = part();
        level--;
        return operand;
    }
}
