using ExperimentRunner.Reporting.Expectations;

namespace ExperimentRunner.Reporting.Annotations;

/// <summary>The expectations that failed, with each cell that failed them.</summary>
internal static class ExpectationAnnotations
{
    public static IEnumerable<Annotation> Of(SpeedupReport report) => AnnotationList.Limit(
        [
            .. from expectation in report.Expectations
               from judged in expectation.Cells
               where judged.Judgement == Judgement.Failed
               select new Annotation("Expectation failed", $"{expectation.Expectation.Text}: {judged.Cell.Label} has {ExpectationText.Figure(expectation.Expectation.Measure, judged.Figure)}"),
        ],
        "cells failed an expectation");
}
