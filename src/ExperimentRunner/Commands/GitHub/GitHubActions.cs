using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Annotations;

namespace ExperimentRunner.Commands.GitHub;

/// <summary>What a step of a GitHub workflow may tell beside its log; does nothing elsewhere.</summary>
/// <param name="variable">Value of an environment variable; null if it is not set.</param>
/// <param name="log">Standard output of the step.</param>
internal sealed class GitHubActions(Func<string, string?> variable, TextWriter log)
{
    public static GitHubActions OfEnvironment() => new(Environment.GetEnvironmentVariable, Console.Out);

    public void Annotate(IEnumerable<Annotation> annotations)
    {
        if (variable("GITHUB_ACTIONS") != "true")
        {
            return;
        }

        foreach (Annotation annotation in annotations)
        {
            log.WriteLine(annotation.ToString());
        }
    }

    /// <summary>Shows the report on the page of the workflow's run, and what it was to meet and does not beside the change.</summary>
    public void Show(SpeedupReport report)
    {
        if (variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            File.AppendAllText(summary, MarkdownReport.Render(report) + "\n");
        }

        Annotate(ExpectationAnnotations.Of(report));
    }

    /// <summary>Hands a value on to later steps and jobs.</summary>
    /// <param name="value">One line.</param>
    public void SetOutput(string name, string value)
    {
        if (variable("GITHUB_OUTPUT") is { Length: > 0 } outputs)
        {
            File.AppendAllText(outputs, $"{name}={value}\n");
        }
    }
}
