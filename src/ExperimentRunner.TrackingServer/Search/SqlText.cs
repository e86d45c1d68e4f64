using System.Globalization;
using System.Text;
using System.Text.Json;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>SQL that is put together from our own fragments; every value that a client sent goes in as a parameter.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<SqlValue> values = [];

    /// <summary>What the parameters stand for, in order.</summary>
    public ReadOnlySpan<SqlValue> Values => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values);

    public SqlText Add(string fragment)
    {
        text.Append(fragment).Append('\n');
        return this;
    }

    /// <summary>Makes <paramref name="value"/> a parameter and returns its name.</summary>
    public string Value(SqlValue value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
    }

    /// <summary>A table of <paramref name="texts"/> in parentheses, for use after IN.</summary>
    public string List(IEnumerable<string> texts) =>
        $"(SELECT value FROM json_each({Value(JsonSerializer.Serialize([.. texts], ServerJson.Default.StringArray))}))";

    public override string ToString() => text.ToString();
}
