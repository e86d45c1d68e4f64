using System.Text.Json;

namespace ExperimentRunner.Execution.Leases;

/// <summary>A claim of this process; the kernel lets go of it when the process ends, however it ends.</summary>
internal sealed class LeaseFile(string path, FileStream held) : IDisposable
{
    /// <summary>To be called inside the gate, so that nobody reads half of it.</summary>
    public void Write(LeaseClaim claim)
    {
        File.Delete(path);
        using FileStream stream = LeaseFolder.Create(path);
        JsonSerializer.Serialize(stream, claim, ExecutionJson.Default.LeaseClaim);
    }

    public void Dispose()
    {
        held.Dispose();
        File.Delete(LeaseFolder.LockOf(path));
        File.Delete(path);
    }
}
