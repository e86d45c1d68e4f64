using System.Reflection;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Trainer.Tests.Build;

public sealed class GlibcxxFixTests
{
    private const int WeakFlag = 2;

    [SkippableFact]
    public async Task Where_the_version_is_missing_only_its_weak_flag_is_set()
    {
        using var folder = new TemporaryFolder();
        (string library, byte[] original) = CopyLibrary(folder);
        string provider = WriteProvider(folder, "GLIBCXX_3.4.30");

        BufferedCommandResult result = await FixAsync(library, provider);

        Assert.True(result.ExitCode == 0, result.StandardOutput);
        byte[] edited = await File.ReadAllBytesAsync(library);
        Assert.Equal(original.Length, edited.Length);
        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != edited[i])];
        int at = Assert.Single(changed);
        Assert.Equal(WeakFlag, edited[at] ^ original[at]);
    }

    [SkippableFact]
    public async Task A_second_build_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        (string library, _) = CopyLibrary(folder);
        string provider = WriteProvider(folder, "GLIBCXX_3.4.30");
        await FixAsync(library, provider);
        byte[] once = await File.ReadAllBytesAsync(library);
        DateTime written = File.GetLastWriteTimeUtc(library);

        await FixAsync(library, provider);

        Assert.Equal(once, await File.ReadAllBytesAsync(library));
        Assert.Equal(written, File.GetLastWriteTimeUtc(library));
    }

    [SkippableFact]
    public async Task Where_the_system_has_the_version_the_library_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        (string library, byte[] original) = CopyLibrary(folder);
        string provider = WriteProvider(folder, "GLIBCXX_3.4.32");

        BufferedCommandResult result = await FixAsync(library, provider);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(original, await File.ReadAllBytesAsync(library));
    }

    [SkippableFact]
    public async Task A_hard_link_into_the_package_cache_leaves_the_cache_alone()
    {
        using var folder = new TemporaryFolder();
        (string cached, byte[] original) = CopyLibrary(folder);
        string linked = folder["linked.so"];
        await Cli.Wrap("ln").WithArguments([cached, linked]).ExecuteAsync();

        await FixAsync(linked, WriteProvider(folder, "GLIBCXX_3.4.30"));

        Assert.Equal(original, await File.ReadAllBytesAsync(cached));
        Assert.NotEqual(original, await File.ReadAllBytesAsync(linked));
    }

    [SkippableFact]
    public async Task A_file_that_is_no_elf_library_is_an_error()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The target works on Linux only.");
        using var folder = new TemporaryFolder();
        string library = folder["text.so"];
        await File.WriteAllTextAsync(library, "not a library");

        BufferedCommandResult result = await FixAsync(library, WriteProvider(folder, "GLIBCXX_3.4.30"));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("not a little-endian ELF64 file", result.StandardOutput, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_library_in_the_output_folder_loads()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The target works on Linux only.");
        string library = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

        nint handle = NativeLibrary.Load(library);

        Assert.NotEqual(0, handle);
        NativeLibrary.Free(handle);
    }

    private static (string Path, byte[] Bytes) CopyLibrary(TemporaryFolder folder)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The target works on Linux only.");
        byte[] bytes = File.ReadAllBytes(Metadata("UneditedTorchSharpLibrary"));
        string path = folder["libLibTorchSharp.so"];
        File.WriteAllBytes(path, bytes);
        return (path, bytes);
    }

    private static string WriteProvider(TemporaryFolder folder, string version)
    {
        string path = folder["libstdc++.so.6"];
        File.WriteAllText(path, $"\0GLIBCXX_3.4\0{version}\0");
        return path;
    }

    private static async Task<BufferedCommandResult> FixAsync(string library, string provider) => await Cli.Wrap("dotnet")
        .WithArguments(["msbuild", Path.Combine(Metadata("MSBuildTargets"), "GlibcxxFix.targets"), "-t:FixGlibcxx", $"-p:GlibcxxFixLibrary={library}", $"-p:GlibcxxFixProvider={provider}"])
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync();

    private static string Metadata(string key) =>
        typeof(GlibcxxFixTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
