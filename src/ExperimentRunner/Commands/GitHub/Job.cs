namespace ExperimentRunner.Commands.GitHub;

/// <summary>One job of a workflow's matrix.</summary>
/// <param name="Name">As the page of the workflow's run shows it.</param>
/// <param name="RunsOn">Labels that a runner must have, all of them.</param>
/// <param name="Part">The option of <c>sweep</c> that says what it does.</param>
internal sealed record Job(string Name, IReadOnlyList<string> RunsOn, string Part);
