using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>What a field of an object holds.</summary>
internal abstract record GraphQlField
{
    private GraphQlField()
    {
    }

    public sealed record Leaf(Func<object, JsonNode?> Read) : GraphQlField;

    public sealed record One(GraphQlType Type, Func<object, object?> Read) : GraphQlField;

    public sealed record Many(GraphQlType Type, Func<object, IEnumerable<object>> Read) : GraphQlField;

    /// <summary>A field of the query itself, which takes an <c>input</c>.</summary>
    public sealed record Query(GraphQlType Type, Func<JsonObject, CancellationToken, Task<object>> ReadAsync) : GraphQlField;
}
