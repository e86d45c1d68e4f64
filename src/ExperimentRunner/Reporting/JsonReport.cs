using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ExperimentRunner.Reporting.Json;
using ExperimentRunner.Reporting.Sources;

namespace ExperimentRunner.Reporting;

/// <summary>A report for programs: report.json.</summary>
internal static class JsonReport
{
    // Letters of every language as they are; what could end a script element stays escaped.
    private static readonly JsonTypeInfo<ReportDocument> Readable =
        new ReportJson(new JsonSerializerOptions(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }).ReportDocument;

    /// <summary>Of 10,000 runs it is 14 MB, which would be three times as much as a string and its bytes.</summary>
    public static void Write(SpeedupReport report, Stream stream)
    {
        JsonSerializer.Serialize(stream, Document(report), Readable);
        stream.WriteByte((byte)'\n');
    }

    private static ReportDocument Document(SpeedupReport report) => new()
    {
        SweepId = report.Plan.SweepId,
        Name = report.Plan.Name,
        Created = report.Plan.Created,
        MatrixHash = report.Plan.MatrixHash,
        Baseline = report.Plan.BaselineCellId,
        Verdict = report.Verdict,
        Machine = report.Machine,
        Devices = report.Remarks.Devices,
        Libraries = report.Remarks.Libraries,
        Git = report.Plan.Git,
        Expectations = [.. report.Expectations.Select(ExpectationDocument.Of)],
        Cells = [.. report.Cells.Select(CellDocument.Of)],
        Scaling = [.. report.Curves.Select(CurveDocument.Of)],
        Article = [.. report.ArticleComparisons.Select(ClaimDocument.Of)],
        Rules = [.. report.RuleComparisons.SelectMany(RuleDocument.Of)],
        TableAgainstSqrt = [.. report.TableAgainstSqrt.Select(TableAgainstSqrtDocument.Of)],
        Bottlenecks = [.. report.Bottlenecks.Select(BottleneckDocument.Of)],
        Effects = [.. report.Effects.Select(EffectDocument.Of)],
        Drift = report.Drift,
        Exclusions = [.. report.Exclusions.Select(ExclusionDocument.Of)],
        Price = report.Plan.Price,
        Sources = FigureSource.All,
        Differences = [.. report.Remarks.Differences.Select(DifferenceDocument.Of)],
        Warnings = [.. report.Remarks.Warnings.Select(WarningDocument.Of)],
        UnfinishedRuns = [.. report.Remarks.Troubles.Select(UnfinishedRunDocument.Of)],
    };
}
