using System.Text.RegularExpressions;

namespace ExperimentRunner.Tracking.Connecting;

/// <summary>Where on a server a sweep goes, if not where it goes by itself.</summary>
public sealed partial record TrackingDestination
{
    public const string ExperimentNameVariable = "MLFLOW_EXPERIMENT_NAME";
    public const string RunIdVariable = "MLFLOW_RUN_ID";

    private const int LongestExperimentName = 500;

    /// <summary>The experiment, instead of one with the name of the matrix; null for that.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>
    /// A run that is there already and stands for the sweep, instead of one that is made: the sweep's runs become its children, and the
    /// report and the status go to it. Null for a new one.
    /// </summary>
    public string? RunId { get; init; }

    /// <param name="environment">Gives the value of a variable, or null.</param>
    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    public static TrackingDestination FromEnvironment(Func<string, string?> environment) => Of(new TrackingEnvironment(environment));

    internal static TrackingDestination Of(TrackingEnvironment environment) => new()
    {
        ExperimentName = Name(environment.Text(ExperimentNameVariable)),
        RunId = Id(environment.Text(RunIdVariable)?.Trim()),
    };

    private static string? Name(string? name) => name is null || (name.Length <= LongestExperimentName && !name.Any(char.IsControl))
        ? name
        : throw new TrackingSettingException(ExperimentNameVariable, $"is no name of an experiment: those have at most {LongestExperimentName} characters and no line breaks.");

    private static string? Id(string? id) => id is null || IdPattern().IsMatch(id)
        ? id
        : throw new TrackingSettingException(RunIdVariable, $"'{id}' is no id of a run, such as 0123456789abcdef0123456789abcdef. The address of a run's page ends with it.");

    // As MLflow has it (mlflow/utils/validation.py).
    [GeneratedRegex(@"^[a-zA-Z0-9][\w-]{0,255}$")]
    private static partial Regex IdPattern();
}
