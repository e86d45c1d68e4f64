using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>A combination of the matrix before it becomes a run's spec.</summary>
/// <param name="Place">The matrix, or the item of include that made it.</param>
/// <param name="Original">One value of every axis; include never changes them. Empty for a cell that include made.</param>
/// <param name="Extra">What include added.</param>
internal sealed record CellDraft(Place Place, IReadOnlyList<Assignment> Original, IReadOnlyList<Assignment> Extra)
{
    /// <summary><c>devices 2, amp on</c>.</summary>
    public string Shown => string.Join(", ", Original.Concat(Extra).Select(assignment => assignment.Shown));

    public Assignment? Find(Setting setting) =>
        Extra.FirstOrDefault(assignment => assignment.Setting == setting) ?? Original.FirstOrDefault(assignment => assignment.Setting == setting);

    /// <summary>The cell with what an item of include adds; a later item overwrites what an earlier one added.</summary>
    public CellDraft With(IReadOnlyList<Assignment> added) =>
        this with { Extra = [.. Extra.Where(old => !added.Any(assignment => assignment.Setting == old.Setting)), .. added] };
}
