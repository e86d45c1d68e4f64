using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>A combination and the spec that it comes to, as far as its values are known. Seed and learning-rate factor are not set yet.</summary>
internal sealed class Cell
{
    private readonly CellDraft draft;
    private readonly IReadOnlyList<Assignment> common;

    public Cell(CellDraft draft, IReadOnlyList<Assignment> common)
    {
        this.draft = draft;
        this.common = common;
        Spec = Resolve();
    }

    public RunSpec Spec { get; }

    public Place Place => draft.Place;

    /// <summary>What was written for it in the matrix: <c>devices 2, amp on</c>.</summary>
    public string Shown => draft.Shown;

    /// <summary>What was written for this cell in the matrix, in its order.</summary>
    public IEnumerable<Assignment> Written => draft.Original.Concat(draft.Extra);

    /// <summary>What was written for a setting, for this cell or for all; null if it has its default.</summary>
    public Assignment? Find(Setting setting) => draft.Find(setting) ?? common.FirstOrDefault(assignment => assignment.Setting == setting);

    /// <summary>What a setting comes to.</summary>
    public Assignment Effective(Setting setting) => Find(setting) ?? new(setting, setting.Get(Spec), Place);

    /// <summary>No value of these was refused, so that something may be concluded from them.</summary>
    public bool Knows(params ReadOnlySpan<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            if (Find(setting) is { IsUnknown: true })
            {
                return false;
            }
        }

        return true;
    }

    public bool KnowsAll => Written.Concat(common).All(assignment => !assignment.IsUnknown);

    private RunSpec Resolve()
    {
        RunSpec spec = SettingTable.All.Aggregate(
            SettingTable.Defaults,
            (spec, setting) => Find(setting) is { IsUnknown: false } assignment ? setting.Set(spec, assignment.Value) : spec);
        return spec.Data.Source == DataSource.ImageFolder ? spec : spec with { Data = spec.Data with { Path = null } };
    }
}
