namespace ExperimentRunner.Runs.Files;

/// <summary>
/// How far a log was read, and what stood there: a log may be cut and grow on with other lines, as events.jsonl does when an interrupted run
/// goes on from a checkpoint, and an offset alone would then point into the middle of something else.
/// </summary>
/// <param name="Offset">Bytes of whole lines that were read.</param>
/// <param name="LastLineOffset">Where the last of them begins.</param>
/// <param name="LastLine">SHA-256 of that line; null before the first.</param>
public sealed record LogPosition(long Offset, long LastLineOffset, string? LastLine)
{
    public static LogPosition Start { get; } = new(0, 0, null);
}
