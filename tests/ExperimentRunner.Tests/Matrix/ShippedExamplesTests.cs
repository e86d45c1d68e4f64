using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Matrix;

public sealed class ShippedExamplesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "experiments");

    private static readonly string[] Names = [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Names];

    [Fact]
    public void The_examples_are_found() => Assert.Equal(["bottlenecks.yaml", "fruits-accuracy.yaml", "fruits-speedup.yaml", "memory-format.yaml", "parallel-ways.yaml", "quickstart.yaml", "resnet18-speedup.yaml"], Names);

    [Theory]
    [MemberData(nameof(Files))]
    public void An_example_has_no_fault_once_its_images_are_named(string file)
    {
        using var images = new TemporaryFolder();
        Directory.CreateDirectory(images["train", "apple"]);
        Directory.CreateDirectory(images["test", "apple"]);

        MatrixReading reading = MatrixFile.Read(file, [$"data.path={images.Path}"], Folder, ImageFolders.OnDisk);

        Assert.Empty(TestMatrix.Text(TestMatrix.Faults(reading)));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), Assert.IsType<MatrixReading.Valid>(reading).Definition.Name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_only_thing_that_an_example_may_lack_is_its_images(string file)
    {
        IReadOnlyList<MatrixFault> faults = TestMatrix.Faults(MatrixFile.Read(file, [], Folder, ImageFolders.OnDisk));

        Assert.All(faults, fault => Assert.Equal("EXP041", fault.Code));
    }
}
