namespace ExperimentRunner.Execution.Orphans;

/// <summary>How long a trainer whose runner is gone is waited for before more is done about it.</summary>
/// <param name="Ask">It notices within a second by itself; after this time it is asked.</param>
/// <param name="Kill">After this time it is killed, with all that it started.</param>
/// <param name="GiveUp">After this time the user has to look.</param>
internal sealed record OrphanPatience(TimeSpan Ask, TimeSpan Kill, TimeSpan GiveUp)
{
    /// <summary>A trainer that was asked ends its step, writes a checkpoint and leaves, for which a runner gives it 20 s, too.</summary>
    public static OrphanPatience Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60));
}
