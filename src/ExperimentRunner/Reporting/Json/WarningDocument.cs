using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting.Json;

internal sealed record WarningDocument(string Message, int Runs)
{
    public static WarningDocument Of(RepeatedWarning warning) => new(warning.Message, warning.Runs);
}
