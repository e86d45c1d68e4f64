using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Leases;

/// <summary>
/// The folder in which all runners of a machine put their claims, whoever started them: two files a claim, one that its process holds
/// locked as long as it lives, one that says what it claims. Users make files of their own there and only read those of others.
/// </summary>
internal sealed class LeaseFolder
{
    private const UnixFileMode AllMayAdd = (UnixFileMode)0b1_111_111_111;
    private const UnixFileMode AllMayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan GateInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan GatePatience = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly TimeProvider time;

    /// <summary>Makes the folder if need be.</summary>
    /// <exception cref="UserFaultException">It can't be made, or nothing can be put there.</exception>
    public LeaseFolder(string folder, TimeProvider time)
    {
        this.folder = folder;
        this.time = time;
        try
        {
            Make();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException($"Sweeps of this machine share its devices by files in {folder}, which can't be used: {exception.Message} Name another folder with {HostLeases.Variable}.", exception);
        }
    }

    private string Gate => Path.Combine(folder, "gate.lock");

    /// <summary>Waits until no other process changes claims. To be disposed soon: all others wait.</summary>
    /// <exception cref="UserFaultException">Somebody stays inside.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        while (true)
        {
            MakeGate();
            if (TryLock(Gate, out _) is { } gate)
            {
                return gate;
            }

            if (time.GetElapsedTime(begin) > GatePatience)
            {
                throw new UserFaultException($"A process has held {Gate} for {GatePatience.TotalSeconds:0} s; it may be stopped. End it (`fuser {Gate}` names it), then resume.");
            }

            await Task.Delay(GateInterval, time, cancellationToken);
        }
    }

    /// <summary>All claims whose processes live. What dead ones left is removed, where it is ours to remove.</summary>
    /// <exception cref="InvalidDataException">A claim can't be read.</exception>
    public IReadOnlyList<LeaseClaim> Claims() =>
    [
        .. Directory.EnumerateFiles(folder).Where(file => file != Gate).Select(file => Path.ChangeExtension(file, ".json")).Distinct()
            .Order(StringComparer.Ordinal).Where(IsAlive).Select(Read).OfType<LeaseClaim>(),
    ];

    /// <summary>Puts a claim of this process into the folder, which <see cref="LeaseFile.Dispose"/> takes out again. To be called inside of the gate.</summary>
    public LeaseFile Add()
    {
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.json");
        return new LeaseFile(path, Create(LockOf(path)));
    }

    /// <summary>A file that others may read and lock, whatever our umask is.</summary>
    public static FileStream Create(string path)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, AllMayRead);
        }

        return stream;
    }

    public static string LockOf(string path) => Path.ChangeExtension(path, ".lock");

    private static bool IsAlive(string path)
    {
        using (FileStream? dead = TryLock(LockOf(path), out bool isHeld))
        {
            if (isHeld)
            {
                return true;
            }
        }

        Remove(path);
        return false;
    }

    /// <summary>Null if its owner takes it away in this moment, for which nobody needs the gate.</summary>
    private static LeaseClaim? Read(string path)
    {
        try
        {
            return WholeFile.ReadJson(path, ExecutionJson.Default.LeaseClaim);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(LockOf(path));
            File.Delete(path);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's, who removes it with his next claim; until then it is known to be dead.
        }
    }

    /// <summary>Null if another process holds it, or it is not there. Opened for reading and without asking to create: in a folder of all users the kernel refuses that for files of others.</summary>
    private static FileStream? TryLock(string path, out bool isHeld)
    {
        isHeld = false;
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            isHeld = true;
            return null;
        }
    }

    private void Make()
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, AllMayAdd);
            }
        }

        MakeGate();
    }

    /// <summary>Those who tidy up /tmp may take it away between two sweeps.</summary>
    private void MakeGate()
    {
        if (File.Exists(Gate))
        {
            return;
        }

        try
        {
            Create(Gate).Dispose();
        }
        catch (IOException) when (File.Exists(Gate))
        {
            // Another runner made it in this moment.
        }
    }
}
