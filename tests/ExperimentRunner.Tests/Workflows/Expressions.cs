using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Workflows;

/// <summary>The few expressions that our workflows put into variables: a name, a text in quotes, or the first of several that is not empty.</summary>
/// <param name="values">By name, for example <c>inputs.matrix</c>; a name that is not there is an error of the workflow or of the test.</param>
internal sealed partial class Expressions(IReadOnlyDictionary<string, string> values)
{
    public string Fill(string text) => Expression().Replace(text, match => Evaluate(match.Groups[1].Value));

    private string Evaluate(string expression) => expression.Split("||").Select(part => Value(part.Trim())).FirstOrDefault(value => value.Length > 0) ?? "";

    private string Value(string part) => part.StartsWith('\'') ? part.Trim('\'')
        : values.TryGetValue(part, out string? value) ? value
        : throw new KeyNotFoundException($"The simulated run knows no {part}.");

    [GeneratedRegex(@"\$\{\{(.+?)\}\}")]
    private static partial Regex Expression();
}
