using ExperimentRunner.Matrix;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Matrix;

public sealed class ImageFolderTests
{
    private const string Yaml = "name: x\ndata: { source: image_folder, path: fruits }\nmatrix: { batch_per_device: 16 }";

    [Fact]
    public void A_folder_with_classes_to_train_and_test_is_accepted()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["fruits", "train", "apple"]);
        Directory.CreateDirectory(folder["fruits", "test", "apple"]);

        Assert.IsType<MatrixReading.Valid>(Read(folder));
    }

    [Theory]
    [InlineData("", "is not there (looked for ROOT/fruits)")]
    [InlineData("fruits", "has no train/CLASS folders (looked for ROOT/fruits/train)")]
    [InlineData("fruits/train/apple", "has no test/CLASS folders (looked for ROOT/fruits/test)")]
    [InlineData("fruits/train/.cache", "has no train/CLASS folders (looked for ROOT/fruits/train)")]
    public void What_is_missing_is_named_with_the_place_that_was_looked_at(string present, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[present.Split('/')]);

        string message = Assert.Single(TestMatrix.Faults(Read(folder))).ToString();

        Assert.Contains(expected.Replace("ROOT", folder.Path, StringComparison.Ordinal), message.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.StartsWith("m.yaml(2,37): error EXP040: data.path 'fruits' ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_files_that_are_images_by_name_are_counted()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "a.jpg", "b.JPEG", "c.png", "d.txt", "e" })
        {
            File.WriteAllText(folder[name], "");
        }

        Assert.Equal(3, ImageFolders.OnDisk.Images(folder.Path));
    }

    private static MatrixReading Read(TemporaryFolder folder)
    {
        File.WriteAllText(folder["m.yaml"], Yaml);
        return MatrixFile.Read("m.yaml", [], folder.Path, ImageFolders.OnDisk);
    }
}
