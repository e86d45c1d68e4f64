using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Compares wanted values with a cell's. A value that was refused fits possibly, but never certainly.</summary>
internal static class Fit
{
    public static bool IsCertain(IReadOnlyList<Assignment> wanted, Func<Setting, Assignment?> find) =>
        wanted.All(want => find(want.Setting) is { IsUnknown: false } has && has.Value == want.Value);

    public static bool IsPossible(IReadOnlyList<Assignment> wanted, Func<Setting, Assignment?> find) =>
        wanted.All(want => find(want.Setting) is { } has && CanBe(has, want));

    public static bool CanBe(Assignment has, Assignment want) => has.IsUnknown || want.IsUnknown || has.Value == want.Value;
}
