using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>An object type of the schema and how its fields are read from one of its objects.</summary>
internal abstract class GraphQlType(string name)
{
    private readonly Dictionary<string, GraphQlField> fields = [];

    public string Name { get; } = name;

    /// <exception cref="GraphQlFault">The type has no such field.</exception>
    public GraphQlField Field(string field) => field == "__typename"
        ? new GraphQlField.Leaf(_ => Name)
        : fields.TryGetValue(field, out GraphQlField? found) ? found : throw new GraphQlFault($"Cannot query field '{field}' on type '{Name}'.");

    protected void Add(string field, GraphQlField reader) => fields.Add(field, reader);
}

/// <inheritdoc cref="GraphQlType"/>
internal sealed class GraphQlType<T>(string name) : GraphQlType(name)
    where T : notnull
{
    public GraphQlType<T> Leaf(string field, Func<T, JsonNode?> read)
    {
        Add(field, new GraphQlField.Leaf(parent => read((T)parent)));
        return this;
    }

    public GraphQlType<T> One<TChild>(string field, GraphQlType<TChild> type, Func<T, TChild?> read)
        where TChild : notnull
    {
        Add(field, new GraphQlField.One(type, parent => read((T)parent)));
        return this;
    }

    public GraphQlType<T> Many<TChild>(string field, GraphQlType<TChild> type, Func<T, IEnumerable<TChild>?> read)
        where TChild : notnull
    {
        Add(field, new GraphQlField.Many(type, parent => read((T)parent)?.Cast<object>() ?? []));
        return this;
    }
}
