using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>SQL that is put together from our own fragments; every value that a client sent goes in as a parameter.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder text = new();

    public DynamicParameters Parameters { get; } = new();

    public SqlText Add(string fragment)
    {
        text.Append(fragment).Append('\n');
        return this;
    }

    /// <summary>Makes <paramref name="value"/> a parameter and returns its name.</summary>
    public string Value(object value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"@p{Parameters.ParameterNames.Count()}");
        Parameters.Add(name, value);
        return name;
    }

    /// <summary>A table of <paramref name="values"/> in parentheses, for use after IN.</summary>
    public string List(IEnumerable<string> values) =>
        $"(SELECT value FROM json_each({Value(JsonSerializer.Serialize([.. values], ServerJson.Default.StringArray))}))";

    public override string ToString() => text.ToString();
}
