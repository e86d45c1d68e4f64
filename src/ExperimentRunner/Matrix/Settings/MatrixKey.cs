namespace ExperimentRunner.Matrix.Settings;

/// <summary>Keys of a matrix file that hold no value of their own but mappings, lists or expressions.</summary>
internal static class MatrixKey
{
    public const string Matrix = "matrix";
    public const string Baseline = "baseline";
    public const string Limits = "limits";
    public const string Expect = "expect";
    public const string Report = "report";
    public const string Slurm = "slurm";

    public const string Include = "include";
    public const string Exclude = "exclude";
    public const string Where = "where";

    public const string LeastRepeats = "min";
    public const string MostRepeats = "max";
    public const string UntilKnown = "until";
}
