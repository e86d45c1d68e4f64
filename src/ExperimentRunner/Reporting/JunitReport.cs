using System.Xml.Linq;
using ExperimentRunner.Reporting.Junit;

namespace ExperimentRunner.Reporting;

/// <summary>A report for continuous integration, as JUnit XML: cells are test cases, and so is what the matrix expects of them.</summary>
internal static class JunitReport
{
    public static string Render(SpeedupReport report)
    {
        XElement[] suites = [JunitSuite.Of(report, report.Plan.SweepId, CellCases.Of(report), report.Plan.Created), .. Expectations(report)];
        var document = new XElement("testsuites", new XAttribute("name", PlainText.OneLine(report.Plan.Name)), JunitSuite.Counts([.. suites.SelectMany(suite => suite.Elements("testcase"))]), suites);
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static XElement[] Expectations(SpeedupReport report) => report.Expectations.Count == 0
        ? []
        : [JunitSuite.Of(report, $"{report.Plan.SweepId}: expectations", ExpectationCases.Of(report), report.Plan.Created)];
}
