namespace ExperimentRunner.Commands.Doctor;

/// <summary>One thing that <c>doctor</c> looked at.</summary>
/// <param name="Subject">One or two words.</param>
/// <param name="State">What was found.</param>
/// <param name="Remedy">What to do; null if nothing.</param>
internal sealed record Finding(string Subject, FindingGrade Grade, string State, string? Remedy)
{
    public static Finding Good(string subject, string state) => new(subject, FindingGrade.Good, state, Remedy: null);

    public static Finding Warning(string subject, string state, string remedy) => new(subject, FindingGrade.Warning, state, remedy);

    public static Finding Blocking(string subject, string state, string remedy) => new(subject, FindingGrade.Blocking, state, remedy);
}
