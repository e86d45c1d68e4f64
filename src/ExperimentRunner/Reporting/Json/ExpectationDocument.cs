using ExperimentRunner.Reporting.Expectations;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A condition of <c>expect</c> and what came of it.</summary>
internal sealed record ExpectationDocument(string Text, Judgement Judgement, double Bound, IReadOnlyList<JudgedCellDocument> Cells)
{
    public static ExpectationDocument Of(JudgedExpectation judged) =>
        new(judged.Expectation.Text, judged.Judgement, judged.Expectation.Bound, [.. judged.Cells.Select(JudgedCellDocument.Of)]);
}
