using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Results;

/// <summary>How a run ended.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "status")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(NotNeeded), "not_needed")]
public abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    public sealed record Finished : RunOutcome;

    /// <summary>The run ended without its result. <paramref name="LastLines"/> are the last lines of stderr.</summary>
    public sealed record Failed(FailureKind Kind, int ExitCode, string Message, IReadOnlyList<string> LastLines) : RunOutcome;

    /// <summary>Somebody asked it to stop; it will run again on resume.</summary>
    public sealed record Cancelled(string Reason) : RunOutcome;

    /// <summary>It was not run, since earlier repeats of its cell say enough.</summary>
    public sealed record NotNeeded(string Reason) : RunOutcome;
}
