using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Who sent a trainer SIGKILL, as far as the kernel's counters tell.</summary>
/// <param name="Message">A sentence that says how sure this is.</param>
/// <param name="IsCounted">The kernel counts a kill for lack of memory meanwhile.</param>
internal sealed record KillCause(FailureKind Kind, string Message, bool IsCounted)
{
    public static KillCause Of(OutOfMemoryKills before, OutOfMemoryKills after) => (Grew(before.InGroup, after.InGroup), Grew(before.OnMachine, after.OnMachine)) switch
    {
        (true, _) => new KillCause(FailureKind.OutOfMemory, "The kernel killed the trainer (SIGKILL) because the memory of its control group was used up.", IsCounted: true),
        (_, true) => new KillCause(FailureKind.OutOfMemory, "The trainer was killed (SIGKILL), and meanwhile the kernel killed for lack of memory on this machine; most likely the trainer.", IsCounted: true),
        (_, false) => new KillCause(FailureKind.Crash, "Somebody killed the trainer (SIGKILL): the kernel counts no kill for lack of memory meanwhile. A person, a job scheduler or a memory daemon may have.", IsCounted: false),
        (_, null) => new KillCause(FailureKind.OutOfMemory, "The trainer was killed (SIGKILL); most often that is the kernel, out of memory, but this system does not tell.", IsCounted: false),
    };

    private static bool? Grew(long? before, long? after) => before is { } from && after is { } to ? to > from : null;
}
