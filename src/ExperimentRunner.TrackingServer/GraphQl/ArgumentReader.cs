using System.Globalization;
using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>Arguments of fields and directives as JSON, with the variables put in.</summary>
internal sealed class ArgumentReader(JsonObject variables)
{
    public JsonObject Read(GraphQLArguments? arguments) =>
        new((arguments?.Items ?? []).Select(argument => KeyValuePair.Create(argument.Name.StringValue, Value(argument.Value))));

    public bool IsWanted(GraphQLDirectives? directives) => (directives?.Items ?? []).All(directive => directive.Name.StringValue switch
    {
        "skip" => !Condition(directive),
        "include" => Condition(directive),
        _ => true,
    });

    private bool Condition(GraphQLDirective directive) => Read(directive.Arguments)["if"] is JsonValue value && value.TryGetValue(out bool condition)
        ? condition
        : throw new GraphQlFault($"Argument 'if' of directive '@{directive.Name.StringValue}' must be a Boolean.");

    private JsonNode? Value(GraphQLValue value) => value switch
    {
        GraphQLVariable variable => variables[variable.Name.StringValue]?.DeepClone(),
        GraphQLStringValue text => (string)text.Value,
        GraphQLEnumValue word => word.Name.StringValue,
        GraphQLBooleanValue truth => truth.BoolValue,
        GraphQLIntValue whole => long.TryParse(whole.Value.Span, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new GraphQlFault($"{whole.Value} is too great a number."),
        GraphQLFloatValue fraction => double.Parse(fraction.Value.Span, CultureInfo.InvariantCulture),
        GraphQLListValue list => new JsonArray([.. (list.Values ?? []).Select(Value)]),
        GraphQLObjectValue fields => new JsonObject((fields.Fields ?? []).Select(field => KeyValuePair.Create(field.Name.StringValue, Value(field.Value)))),
        _ => null,
    };
}
