namespace ExperimentRunner.MSBuild.Tests;

/// <summary>The package is packed once; builds run one after the other, since each takes the machine's cores.</summary>
[CollectionDefinition(Name)]
public sealed class PackageGroup : ICollectionFixture<PackedPackage>
{
    public const string Name = "package";
}
