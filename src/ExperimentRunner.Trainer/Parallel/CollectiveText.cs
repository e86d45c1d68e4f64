using System.Text;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Hands text from process 0 to all others.</summary>
internal static unsafe class CollectiveText
{
    /// <param name="text">Read on process 0 only.</param>
    public static string Broadcast(ICollective processes, string? text)
    {
        byte[] bytes = processes.Rank == 0 ? Encoding.UTF8.GetBytes(text!) : [];
        long length = bytes.Length;
        processes.Broadcast((byte*)&length, sizeof(long));
        Array.Resize(ref bytes, checked((int)length));
        fixed (byte* start = bytes)
        {
            processes.Broadcast(start, length);
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
