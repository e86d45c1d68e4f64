namespace ExperimentRunner.Commands.Status;

/// <summary>Where one run of a sweep stands.</summary>
/// <param name="State">One word or two, for example <c>running</c>.</param>
/// <param name="Detail">How far it is, why it waits, or how it ended; may be empty.</param>
internal sealed record RunStatus(string RunId, string State, string Detail)
{
    public const string Finished = "finished";
    public const string NotNeeded = "not needed";

    /// <summary>There is nothing more to know of it than its state.</summary>
    public bool IsPlain => State is Finished or NotNeeded;
}
