namespace Benchmarks;

/// <summary>Two contenders whose ratio answers a question. Rounds alternate between them, so that a slow minute hits both.</summary>
/// <param name="Question">For example <c>2 devices against 1, fp32</c>.</param>
/// <param name="Wanted">The least ratio that we want; never asserted.</param>
internal sealed record Comparison(string Question, Contender Numerator, Contender Denominator, double Wanted);
