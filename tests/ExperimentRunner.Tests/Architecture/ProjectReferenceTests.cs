namespace ExperimentRunner.Tests.Architecture;

public sealed class ProjectReferenceTests
{
    private static readonly IReadOnlyList<ProjectFile> Projects = ProjectFile.All();

    /// <summary>The table of the design: who may use whom.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ExperimentRunner.Runs"] = [],
        ["ExperimentRunner.Trainer"] = ["ExperimentRunner.Runs"],
        ["ExperimentRunner.Tracking"] = ["ExperimentRunner.Runs"],
        ["ExperimentRunner.TrackingServer"] = [],
        ["ExperimentRunner.MSBuild"] = [],
        ["ExperimentRunner"] = ["ExperimentRunner.Runs", "ExperimentRunner.Tracking", "ExperimentRunner.TrackingServer"],
    };

    [Fact]
    public void Every_project_is_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Projects.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_project_references_only_what_the_table_allows()
    {
        Assert.Contains(Projects, project => project.References.Count > 0);
        Assert.All(Projects, project => Assert.Empty(project.References.Except(Allowed[project.Name])));
    }

    [Fact]
    public void Only_the_runner_waits_for_the_trainers_build_without_using_it_and_the_package_for_the_runners() => Assert.Equal(
        ["ExperimentRunner -> ExperimentRunner.Trainer", "ExperimentRunner.MSBuild -> ExperimentRunner"],
        Projects.SelectMany(project => project.BuildOrderOnly.Select(built => $"{project.Name} -> {built}")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("TorchSharp", "ExperimentRunner.Trainer")]
    [InlineData("RestSharp", "ExperimentRunner.Tracking")]
    [InlineData("YamlDotNet", "ExperimentRunner")]
    [InlineData("Microsoft.Data.Sqlite", "ExperimentRunner.TrackingServer")]
    public void A_package_lives_in_one_project_only(string package, string home) =>
        Assert.Equal([home], Projects.Where(project => project.Packages.Contains(package)).Select(project => project.Name));

    [Fact]
    public void The_shared_words_need_no_package() =>
        Assert.Empty(Projects.Single(project => project.Name == "ExperimentRunner.Runs").Packages);
}
