using ExperimentRunner.Reporting.Expectations;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Says which expectations do not hold.</summary>
internal static class ExpectationsSentence
{
    private const int MostNamed = 5;

    public static IEnumerable<string> Of(SpeedupReport report)
    {
        if (report.Expectations.Count == 0)
        {
            yield break;
        }

        ILookup<Judgement, string> texts = report.Expectations.ToLookup(judged => judged.Judgement, judged => judged.Expectation.Text);
        if (texts.Count == 1 && texts.Contains(Judgement.Passed))
        {
            yield return $"As expected: all of {FigureText.Count(report.Expectations.Count, "expectation", "expectations")}.";
            yield break;
        }

        foreach ((Judgement judgement, string name) in new[] { (Judgement.Failed, "Not as expected"), (Judgement.Inconclusive, "Not decided") })
        {
            if (texts[judgement].Any())
            {
                string more = texts[judgement].Count() > MostNamed ? $", and {FigureText.Count(texts[judgement].Count() - MostNamed)} more" : "";
                yield return $"{name}: {string.Join(", ", texts[judgement].Take(MostNamed))}{more}.";
            }
        }
    }
}
