using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>A field that an answer holds, checked against the schema: under which key, what it is read by, and what is wanted of it.</summary>
internal sealed record Selection(string Key, GraphQlField Field, JsonObject Arguments, IReadOnlyList<Selection> Children);
