using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Files;

/// <summary>A run folder held by one trainer, with word of who it is. The system lets go of it when the process ends, however it ends.</summary>
public sealed class TrainerLock : IDisposable
{
    private const int Tries = 30;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream held;
    private readonly RunPaths run;

    private TrainerLock(FileStream held, RunPaths run)
    {
        this.held = held;
        this.run = run;
    }

    /// <summary>Waits a while for who holds it: somebody may just be looking whether it is held, or a trainer whose runner is gone may be about to leave.</summary>
    /// <exception cref="IOException">Another process holds it, or it can't be made; likewise <see cref="UnauthorizedAccessException"/>.</exception>
    public static TrainerLock Take(RunPaths run)
    {
        FileStream held = Open(run.Lock);
        try
        {
            // Not in the lock itself, which nobody else can open.
            if (ProcessIdentity.OfThis() is { } holder)
            {
                WholeFile.WriteJson(run.Holder, holder, RunJson.Default.ProcessIdentity);
            }

            return new TrainerLock(held, run);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static FileStream Open(string path)
    {
        for (int left = Tries; ; left--)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0 && File.Exists(path))
            {
                Thread.Sleep(Interval);
            }
        }
    }

    /// <summary>Who took it last and has not let go in good order; null if nobody, or if the holder could not say.</summary>
    public static ProcessIdentity? Holder(RunPaths run)
    {
        try
        {
            return WholeFile.ReadJson(run.Holder, RunJson.Default.ProcessIdentity);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>For whoever knows that the holder has ended: one that was killed leaves word of itself.</summary>
    public static void ForgetHolder(RunPaths run)
    {
        if (File.Exists(run.Holder))
        {
            File.Delete(run.Holder);
        }
    }

    public void Dispose()
    {
        ForgetHolder(run);
        held.Dispose();
    }
}
