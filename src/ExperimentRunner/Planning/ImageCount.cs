namespace ExperimentRunner.Planning;

/// <summary>Images of a data set.</summary>
internal sealed record ImageCount(int Train, int Test);
