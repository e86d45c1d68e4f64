using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>Answers a GraphQL document from a schema: <c>{"data": ..., "errors": null or texts}</c>, as MLflow does.</summary>
internal sealed class GraphQlExecution(GraphQlType schema)
{
    public async Task<JsonObject> AnswerAsync(string query, string? operationName, JsonObject variables, CancellationToken cancellationToken)
    {
        IReadOnlyList<Selection> selections;
        try
        {
            selections = Selections(query, operationName, variables);
        }
        catch (Exception exception) when (exception is GraphQlFault or GraphQLSyntaxErrorException or GraphQLMaxDepthExceededException)
        {
            return new JsonObject { ["data"] = null, ["errors"] = new JsonArray(exception.Message) };
        }

        var data = new JsonObject();
        var errors = new JsonArray();
        foreach (Selection selection in selections)
        {
            data[selection.Key] = await AnswerAsync(selection, errors, cancellationToken).ConfigureAwait(false);
        }

        return new JsonObject { ["data"] = data, ["errors"] = errors.Count == 0 ? null : errors };
    }

    private IReadOnlyList<Selection> Selections(string query, string? operationName, JsonObject variables)
    {
        GraphQLDocument document = Parser.Parse(query);
        GraphQLOperationDefinition[] operations =
        [
            .. document.Definitions.OfType<GraphQLOperationDefinition>()
                .Where(operation => string.IsNullOrEmpty(operationName) || operation.Name?.StringValue == operationName),
        ];
        return operations switch
        {
            [{ Operation: OperationType.Query } only] => new SelectionReader(document, variables).Read(schema, only.SelectionSet),
            [_] => throw new GraphQlFault("Only queries are answered here; write over the REST calls."),
            [] => throw new GraphQlFault(string.IsNullOrEmpty(operationName) ? "Must provide an operation." : $"Unknown operation named '{operationName}'."),
            _ => throw new GraphQlFault("Must provide operation name if query contains multiple operations."),
        };
    }

    private static async Task<JsonNode?> AnswerAsync(Selection selection, JsonArray errors, CancellationToken cancellationToken)
    {
        if (selection.Field is not GraphQlField.Query query)
        {
            return Value(selection, new object());
        }

        try
        {
            object found = await query.ReadAsync(selection.Arguments["input"] as JsonObject ?? [], cancellationToken).ConfigureAwait(false);
            return Object(selection.Children, found);
        }
        catch (Http.MlflowFault fault)
        {
            errors.Add(fault.Message);
            return null;
        }
    }

    private static JsonObject Object(IReadOnlyList<Selection> selections, object parent) =>
        new(selections.Select(selection => KeyValuePair.Create(selection.Key, Value(selection, parent))));

    private static JsonNode? Value(Selection selection, object parent) => selection.Field switch
    {
        GraphQlField.Leaf leaf => leaf.Read(parent),
        GraphQlField.One one => one.Read(parent) is { } child ? Object(selection.Children, child) : null,
        GraphQlField.Many many => new JsonArray([.. many.Read(parent).Select(child => Object(selection.Children, child))]),
        _ => throw new InvalidOperationException($"{selection.Field} belongs to the query itself."),
    };
}
