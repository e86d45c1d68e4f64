using System.Globalization;

namespace ExperimentRunner.Tests.Execution;

/// <summary>A control group of its own whose processes may use so much memory and no more. Making one needs root, as in most containers of CI.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private MemoryGroup(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The file to write a process id to.</summary>
    public string Processes => Path.Combine(Folder, "cgroup.procs");

    /// <summary>Null where none can be made.</summary>
    public static MemoryGroup? TryMake(long bytes)
    {
        (string Root, string Limit)[] versions = [("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")];
        foreach ((string root, string limit) in versions.Where(version => Directory.Exists(version.Root)))
        {
            string folder = Path.Combine(root, $"experiment-runner-{Guid.NewGuid():N}");
            try
            {
                Directory.CreateDirectory(folder);
                if (File.Exists(Path.Combine(folder, limit)))
                {
                    File.WriteAllText(Path.Combine(folder, limit), bytes.ToString(CultureInfo.InvariantCulture));
                    return new MemoryGroup(folder);
                }

                Directory.Delete(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not ours to make groups in; the next version, or none.
            }
        }

        return null;
    }

    public void Dispose() => Directory.Delete(Folder);
}
