namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>Tests that share one small Slurm, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneSlurm
{
    public const string Name = "Slurm";
}
