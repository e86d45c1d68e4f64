using System.IO.Compression;

namespace ExperimentRunner.MSBuild.Tests;

[Collection(PackageGroup.Name)]
public sealed class PackageTests(PackedPackage package)
{
    private const long MostBytes = 20_000_000;

    [Fact]
    public void It_carries_targets_runner_and_trainer_but_no_libtorch()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        string[] files = [.. archive.Entries.Select(entry => entry.FullName)];

        Assert.All(
            [
                "build/ExperimentRunner.MSBuild.targets", "buildTransitive/ExperimentRunner.MSBuild.targets", "buildMultiTargeting/ExperimentRunner.MSBuild.props",
                "tools/runner/ExperimentRunner.dll", "tools/runner/runtimes/linux-x64/native/libe_sqlite3.so", "tools/trainer/program/ExperimentRunner.Trainer.dll", "tools/trainer/Trainer.csproj",
            ],
            file => Assert.Contains(file, files));
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase) && file.EndsWith(".so", StringComparison.Ordinal));
        Assert.InRange(new FileInfo(package.File).Length, 1, MostBytes);
    }
}
