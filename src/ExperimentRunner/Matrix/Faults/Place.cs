namespace ExperimentRunner.Matrix.Faults;

/// <summary>Line and column, both from 1.</summary>
internal sealed record Place(Source Source, int Line, int Column)
{
    public static Place StartOf(Source source) => new(source, 1, 1);
}
