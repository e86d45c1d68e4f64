using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>How figures of a cell are meant.</summary>
internal static class ResultTone
{
    public static Tone OfSpeedup(CellReport row) => row.Speedup switch
    {
        _ when row.IsBaseline => Tone.Plain,
        null or not { Certainty: Certainty.Distinguishable } => Tone.Weak,
        { Value: > 1 } => Tone.Good,
        _ => Tone.Bad,
    };

    public static Tone OfStatus(CellReport row) => row.Cell.Status switch
    {
        CellStatus.Finished => Tone.Plain,
        CellStatus.Failed => Tone.Bad,
        CellStatus.Partial or CellStatus.Interrupted or CellStatus.NotRun => Tone.Weak,
    };
}
