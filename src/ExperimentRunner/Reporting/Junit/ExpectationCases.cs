using System.Xml.Linq;
using ExperimentRunner.Reporting.Expectations;

namespace ExperimentRunner.Reporting.Junit;

/// <summary>A test case for each expectation and cell that it is about; what is inconclusive is skipped, as it is neither met nor missed.</summary>
internal static class ExpectationCases
{
    public static IReadOnlyList<XElement> Of(SpeedupReport report) => [.. report.Expectations.SelectMany(expectation => Of(report, expectation))];

    private static IEnumerable<XElement> Of(SpeedupReport report, JudgedExpectation expectation) => expectation.Cells.Count == 0
        ? [JunitSuite.Case(report, expectation.Expectation.Text, 0, JunitSuite.Skipped("no cell that it is about"))]
        : expectation.Cells.Select(judged => JunitSuite.Case(report, $"{expectation.Expectation.Text}: {judged.Cell.Label}", 0, Outcome(expectation, judged)));

    private static XElement? Outcome(JudgedExpectation expectation, JudgedCell judged) => judged.Judgement switch
    {
        Judgement.Passed => null,
        Judgement.Inconclusive => JunitSuite.Skipped($"inconclusive: {Measured(expectation, judged)}, {ExpectationText.Remark(judged)}"),
        Judgement.Failed => JunitSuite.Failure("expectation", Measured(expectation, judged), $"{judged.Cell.Id}{(judged.Reference is { } reference ? $" against {reference.Id}" : "")}"),
    };

    private static string Measured(JudgedExpectation expectation, JudgedCell judged) =>
        $"measured {ExpectationText.Figure(expectation.Expectation.Measure, judged.Figure)}";
}
