using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

/// <summary>A file system of a few kibibytes in memory, which only root can mount.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    /// <summary>Skips a test where nothing can be mounted.</summary>
    public static async Task<SmallDisk> MountAsync(int kibibytes)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A small file system can be mounted by root alone.");
        var disk = new SmallDisk();
        BufferedCommandResult mount = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", disk.Path);
        if (mount.ExitCode != 0)
        {
            disk.folder.Dispose();
            Skip.If(true, $"tmpfs can't be mounted here: {mount.StandardError.Trim()}");
        }

        return disk;
    }

    public async ValueTask DisposeAsync()
    {
        BufferedCommandResult unmount = await RunAsync("umount", Path);
        Assert.True(unmount.ExitCode == 0, unmount.StandardError);
        folder.Dispose();
    }

    private static async Task<BufferedCommandResult> RunAsync(string program, params string[] arguments) =>
        await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
}
