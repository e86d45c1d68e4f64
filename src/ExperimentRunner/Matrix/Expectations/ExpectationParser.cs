using ExperimentRunner.Matrix.Expressions;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Matrix.Yaml;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Expectations;

/// <summary>Reads <c>measure(axis=value, ...) comparison bound</c>.</summary>
internal sealed class ExpectationParser(FaultLog faults)
{
    /// <exception cref="ExpressionException">It is not understood; says where.</exception>
    public WrittenExpectation Parse(string text, Func<int, Place> placeOf)
    {
        var tokens = new TokenReader(text);
        MeasureKind kind = Kind(tokens.Take());
        tokens.Demand("(");
        var cells = new List<Assignment>();
        while (!tokens.TryTake(")"))
        {
            if (tokens.Peek.Kind == TokenKind.End)
            {
                throw new ExpressionException(tokens.Peek.Offset, "')' is missing. Within [ ], put a condition that has a comma into quotes.");
            }

            if (cells.Count > 0)
            {
                tokens.Demand(",");
            }

            cells.Add(Cell(tokens, placeOf));
        }

        Comparison comparison = Sign(tokens.Take());
        double bound = Bound(tokens, kind);
        Token rest = tokens.Peek;
        return rest.Kind == TokenKind.End
            ? new(placeOf(0), text.Trim(), kind, cells, comparison, bound)
            : throw new ExpressionException(rest.Offset, $"{rest.Shown} stands behind the end. Write one condition an item, for example {kind.Example}.");
    }

    private static MeasureKind Kind(Token token) =>
        MeasureKind.All.FirstOrDefault(kind => kind.Name == token.Text)
        ?? throw new ExpressionException(
            token.Offset,
            $"{token.Shown} is nothing that can be expected.{NearestName.Hint(token.Text, Names)} Use one of {Wording.List(Names)}, for example {MeasureKind.All[0].Example}.");

    private static IReadOnlyList<string> Names { get; } = [.. MeasureKind.All.Select(kind => kind.Name)];

    private Assignment Cell(TokenReader tokens, Func<int, Place> placeOf)
    {
        Token name = tokens.Take();
        Setting setting = SettingTable.Find(name.Text) ?? throw new ExpressionException(
            name.Offset, $"{name.Shown} is no axis.{NearestName.Hint(name.Text, SettingTable.Names)}");
        if (!tokens.TryTake("="))
        {
            tokens.Demand("==");
        }

        Token value = tokens.Take();
        Place place = placeOf(value.Offset);
        return new(setting, ValueParser.Parse(setting.Name, setting.Type, new Node.Scalar(place, value.Text, IsQuoted: false), faults), place);
    }

    private static Comparison Sign(Token token) => token.Text switch
    {
        ">=" => Comparison.AtLeast,
        "<=" => Comparison.AtMost,
        ">" => Comparison.Above,
        "<" => Comparison.Below,
        _ => throw new ExpressionException(token.Offset, $"{token.Shown} stands where a comparison was expected. Use >=, <=, > or <."),
    };

    private static double Bound(TokenReader tokens, MeasureKind kind)
    {
        bool isNegative = tokens.TryTake("-");
        Token number = tokens.Take();
        if (number.Kind != TokenKind.Number)
        {
            throw new ExpressionException(number.Offset, $"{number.Shown} stands where a number was expected.");
        }

        Token written = tokens.Peek;
        string name = written.Kind == TokenKind.End ? "" : tokens.Take().Text;
        Unit unit = kind.Units.FirstOrDefault(unit => unit.Name == name)
            ?? throw new ExpressionException(
                written.Offset, $"{written.Shown} is no unit of {kind.Name}. Use {string.Join(" or ", kind.Units.Select(unit => unit.Name == "" ? "a bare number" : unit.Name))}.");
        double bound = TokenReader.Number(number) * unit.Factor;
        return isNegative ? -bound : bound;
    }
}
