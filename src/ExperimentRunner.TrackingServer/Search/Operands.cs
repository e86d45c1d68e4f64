using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>What MLflow says to a value that does not go with what it is compared with.</summary>
internal static class Operands
{
    /// <summary>The text of a parameter or tag.</summary>
    public static string Text(Operand value, string entity) => value switch
    {
        Operand.Text text => text.Value,
        Operand.Unquoted word => throw Unquoted(word),
        _ => throw MlflowFault.Invalid($"Expected a quoted string value for {entity} (e.g. 'my-value'). Got value {value.Source}"),
    };

    public static double Metric(Operand value) => value is Operand.Number number
        ? number.Value
        : throw MlflowFault.Invalid($"Expected numeric value type for metric. Found {value.Source}");

    public static double NumberOfAttribute(Operand value, string key) => value is Operand.Number number
        ? number.Value
        : throw MlflowFault.Invalid($"Expected numeric value type for numeric attribute: {key}. Found {value.Source}");

    public static string TextOfAttribute(Operand value) => value switch
    {
        Operand.Text text => text.Value,
        Operand.Unquoted word => throw Unquoted(word),
        Operand.List => throw MlflowFault.Invalid("Only the 'run_id' attribute supports comparison with a list of quoted string values."),
        _ => throw MlflowFault.Invalid($"Expected a quoted string value for attributes. Got value {value.Source}"),
    };

    public static string TextOfDataset(Operand value) => value switch
    {
        Operand.Text text => text.Value,
        Operand.Unquoted word => throw Unquoted(word),
        _ => throw MlflowFault.Invalid($"Expected a quoted string value for dataset attributes. Got value {value.Source}"),
    };

    private static MlflowFault Unquoted(Operand.Unquoted word) => MlflowFault.Invalid(
        $"Parameter value is either not quoted or unidentified quote types used for string value {word.Source}. Use either single or double quotes.");
}
