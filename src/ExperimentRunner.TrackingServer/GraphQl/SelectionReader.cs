using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>Reads what an operation selects: aliases, fragments, <c>@skip</c> and <c>@include</c> resolved, each field looked up in the schema.</summary>
internal sealed class SelectionReader(GraphQLDocument document, JsonObject variables)
{
    private readonly ArgumentReader arguments = new(variables);

    /// <exception cref="GraphQlFault">The schema has no such field, or a fragment is missing.</exception>
    public IReadOnlyList<Selection> Read(GraphQlType type, GraphQLSelectionSet set)
    {
        var fields = new List<(string Key, GraphQLField Field)>();
        Collect(type, set, fields, []);
        return [.. fields.GroupBy(field => field.Key, field => field.Field).Select(same => Selected(type, same.Key, [.. same]))];
    }

    /// <summary>Fields that stand twice under one key are one field with the selections of both.</summary>
    private Selection Selected(GraphQlType type, string key, IReadOnlyList<GraphQLField> same)
    {
        string name = same[0].Name.StringValue;
        if (same.Any(field => field.Name.StringValue != name))
        {
            throw new GraphQlFault($"Fields '{key}' conflict because they are different fields. Use different aliases on the fields to fetch both.");
        }

        GraphQlField field = type.Field(name);
        var selected = new GraphQLSelectionSet([.. same.SelectMany(one => one.SelectionSet?.Selections ?? [])]);
        return new Selection(key, field, arguments.Read(same[0].Arguments), Children(type, name, field, selected));
    }

    private IReadOnlyList<Selection> Children(GraphQlType type, string name, GraphQlField field, GraphQLSelectionSet selected)
    {
        GraphQlType? child = field switch
        {
            GraphQlField.Leaf => null,
            GraphQlField.One one => one.Type,
            GraphQlField.Many many => many.Type,
            GraphQlField.Query query => query.Type,
            _ => throw new InvalidOperationException($"{field} is no field."),
        };
        return (child, selected.Selections.Count) switch
        {
            (null, 0) => [],
            (null, _) => throw new GraphQlFault($"Field '{name}' must not have a selection since it has no subfields on type '{type.Name}'."),
            (_, 0) => throw new GraphQlFault($"Field '{name}' of type '{child.Name}' must have a selection of subfields. Did you mean '{name} {{ ... }}'?"),
            _ => Read(child, selected),
        };
    }

    private void Collect(GraphQlType type, GraphQLSelectionSet set, List<(string Key, GraphQLField Field)> fields, HashSet<string> visited)
    {
        foreach (ASTNode node in set.Selections)
        {
            switch (node)
            {
                case GraphQLField field when arguments.IsWanted(field.Directives):
                    fields.Add(((field.Alias?.Name ?? field.Name).StringValue, field));
                    break;
                case GraphQLInlineFragment inline when arguments.IsWanted(inline.Directives) && IsOf(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case GraphQLFragmentSpread spread when arguments.IsWanted(spread.Directives) && visited.Add(spread.FragmentName.Name.StringValue):
                    GraphQLFragmentDefinition fragment = Fragment(spread.FragmentName.Name.StringValue);
                    if (IsOf(type, fragment.TypeCondition))
                    {
                        Collect(type, fragment.SelectionSet, fields, visited);
                    }

                    break;
            }
        }
    }

    private GraphQLFragmentDefinition Fragment(string name) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name.StringValue == name)
        ?? throw new GraphQlFault($"Unknown fragment '{name}'.");

    private static bool IsOf(GraphQlType type, GraphQLTypeCondition? condition) => condition is null || condition.Type.Name.StringValue == type.Name;
}
