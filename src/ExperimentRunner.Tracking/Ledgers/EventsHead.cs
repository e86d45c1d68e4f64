namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>A fingerprint of the first line of an event log, which is never changed once written.</summary>
internal static class EventsHead
{
    /// <summary>Null if there is no whole line yet.</summary>
    public static string? Of(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var line = new MemoryStream();
        for (int next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
        {
            if (next == '\n')
            {
                return ContentHash.Of(line.ToArray());
            }

            line.WriteByte((byte)next);
        }

        return null;
    }
}
