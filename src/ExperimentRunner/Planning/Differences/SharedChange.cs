using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Differences;

/// <summary>A setting that each of two plans has one value of.</summary>
internal sealed record SharedChange(Setting Setting, SettingValue Before, SettingValue After)
{
    public SettingChange Told => new(Setting.Name, Before.Text, After.Text);

    /// <summary>Null if some cells of one plan differ in it, or if it is the same in both.</summary>
    public static SharedChange? Find(Setting setting, IReadOnlyList<PlannedRun> before, IReadOnlyList<PlannedRun> after) =>
        Shared(setting, before) is { } earlier && Shared(setting, after) is { } later && earlier != later ? new(setting, earlier, later) : null;

    private static SettingValue? Shared(Setting setting, IReadOnlyList<PlannedRun> cells)
    {
        SettingValue first = setting.Get(cells[0].Spec);
        return cells.All(cell => setting.Get(cell.Spec) == first) ? first : null;
    }
}
