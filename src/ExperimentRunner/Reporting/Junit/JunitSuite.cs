using System.Globalization;
using System.Xml.Linq;

namespace ExperimentRunner.Reporting.Junit;

/// <summary>Test cases with their counts.</summary>
internal static class JunitSuite
{
    public static XElement Of(SpeedupReport report, string name, IReadOnlyList<XElement> cases, DateTimeOffset created) => new(
        "testsuite",
        new XAttribute("name", PlainText.OneLine(name)),
        Counts(cases),
        new XAttribute("timestamp", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
        new XElement("properties", Property("matrix_hash", report.Plan.MatrixHash), Property("machine", report.Machine?.Processor), Property("commit", report.Plan.Git?.Commit)),
        cases,
        new XElement("system-out", string.Join('\n', report.Verdict.Select(PlainText.OneLine))));

    public static object[] Counts(IReadOnlyList<XElement> cases) =>
    [
        new XAttribute("tests", cases.Count),
        new XAttribute("failures", cases.Count(each => each.Element("failure") is not null)),
        new XAttribute("errors", 0),
        new XAttribute("skipped", cases.Count(each => each.Element("skipped") is not null)),
        new XAttribute("time", cases.Sum(each => (decimal)each.Attribute("time")!)),
    ];

    public static XElement Case(SpeedupReport report, string name, decimal seconds, params object?[] content) => new(
        "testcase",
        new XAttribute("classname", PlainText.OneLine(report.Plan.Name)),
        new XAttribute("name", PlainText.OneLine(name)),
        new XAttribute("time", seconds),
        content);

    /// <summary>Null where the value is not known.</summary>
    public static XElement? Property(string name, double? value) => Property(name, value?.ToString("R", CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Property(string, double?)"/>
    public static XElement? Property(string name, string? value) =>
        value is null ? null : new XElement("property", new XAttribute("name", name), new XAttribute("value", PlainText.OneLine(value)));

    public static XElement Failure(string type, string message, string text) =>
        new("failure", new XAttribute("message", PlainText.OneLine(message)), new XAttribute("type", type), text);

    public static XElement Skipped(string message) => new("skipped", new XAttribute("message", PlainText.OneLine(message)));
}
