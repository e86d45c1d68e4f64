using ExperimentRunner.Matrix.Expectations;
using ExperimentRunner.Matrix.Expressions;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads <c>where</c> and <c>expect</c>: one expression, or a list of them.</summary>
internal sealed class ExpressionListReader(FaultLog faults)
{
    public IReadOnlyList<Constraint> Constraints(string key, Node? node) =>
        Read(key, node, "devices * batch_per_device <= 512", item => new Constraint(item.Text, ConstraintParser.Parse(item.Text)));

    public IReadOnlyList<WrittenExpectation> Expectations(string key, Node? node)
    {
        var parser = new ExpectationParser(faults);
        return Read(key, node, $"\"{MeasureKind.All[0].Example}\"", item => parser.Parse(item.Text, offset => At(item, offset)));
    }

    private List<T> Read<T>(string key, Node? node, string example, Func<Node.Scalar, T> parse)
    {
        var read = new List<T>();
        foreach (Node item in new ListReader(faults).Items(key, node, single => [single]))
        {
            if (item is not Node.Scalar { IsNothing: false } scalar)
            {
                faults.Add(FaultKind.WrongType, item.Place, $"{key} is {item.Shown}. Use a condition, for example {example}, or a list of them.");
                continue;
            }

            try
            {
                read.Add(parse(scalar));
            }
            catch (ExpressionException refused)
            {
                faults.Add(FaultKind.BadExpression, At(scalar, refused.Offset), $"{key} is not understood: {refused.Message}");
            }
        }

        return read;
    }

    /// <summary>Columns count within the line that the expression starts in; one that is folded over several lines is told at its start.</summary>
    private static Place At(Node.Scalar scalar, int offset) => scalar.Place with { Column = scalar.Place.Column + offset + (scalar.IsQuoted ? 1 : 0) };
}
