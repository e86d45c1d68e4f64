namespace ExperimentRunner.Runs.Sweeps;

/// <summary>How often a cell is run. Between <see cref="Least"/> and <see cref="Most"/> it is repeated until its images/s are known well enough.</summary>
/// <param name="Least">Repeats that each cell has.</param>
/// <param name="Most">Repeats that no cell exceeds; equal to <see cref="Least"/> without <see cref="Until"/>.</param>
/// <param name="Until">Half of the 95 % interval of the mean images/s, relative to it, that ends the repeats; null: the number is fixed.</param>
public sealed record RepeatPolicy(int Least, int Most, double? Until)
{
    public static RepeatPolicy Fixed(int repeats) => new(repeats, repeats, null);
}
