namespace ExperimentRunner.Execution;

/// <summary>The two levels of cancellation: ask, then kill.</summary>
/// <param name="Ask">Start nothing new, let the trainer write its result.</param>
/// <param name="Kill">End the trainer and its children at once.</param>
internal sealed record StopRequest(CancellationToken Ask, CancellationToken Kill);
