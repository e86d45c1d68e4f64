namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary>Why a GraphQL document can't be answered, in the words of graphql-core, which MLflow uses.</summary>
internal sealed class GraphQlFault(string message) : Exception(message);
