using System.Text;
using ExperimentRunner.Reporting;

namespace ExperimentRunner.Tests.Reporting;

internal static class JsonText
{
    /// <summary>report.json as text.</summary>
    public static string Of(SpeedupReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
