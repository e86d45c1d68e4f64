using ExperimentRunner.Reporting.Expectations;

namespace ExperimentRunner.Reporting.Json;

/// <summary>One cell of an expectation; figures in the unit of the measure.</summary>
internal sealed record JudgedCellDocument(string CellId, string? ReferenceId, Judgement Judgement, double? Value, double? Low, double? High, int? RepeatsToDecide, int MissedTarget, bool FellBack)
{
    public static JudgedCellDocument Of(JudgedCell judged) => new(
        judged.Cell.Id, judged.Reference?.Id, judged.Judgement, judged.Figure?.Mean.Value, judged.Figure?.Mean.Interval?.Low, judged.Figure?.Mean.Interval?.High, judged.Repeats, judged.Missed, judged.FellBack);
}
