using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Runs.Tests.Files;

public sealed class PathsTests
{
    [Fact]
    public void Every_path_of_a_run_is_another_one_inside_its_folder() => AssertDistinctInside(new SweepPaths("sweep").Run("a").Folder, new SweepPaths("sweep").Run("a"));

    [Fact]
    public void Every_path_of_a_sweep_is_another_one_inside_its_folder() => AssertDistinctInside("sweep", new SweepPaths("sweep"));

    private static void AssertDistinctInside(string folder, object paths)
    {
        string[] files = [.. paths.GetType().GetProperties()
            .Where(property => property.PropertyType == typeof(string) && property.Name != nameof(RunPaths.Folder))
            .Select(property => (string)property.GetValue(paths)!)];

        Assert.NotEmpty(files);
        Assert.Distinct(files);
        Assert.All(files, file => Assert.Equal(folder, Path.GetDirectoryName(file)));
    }
}
