namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Tells that a file has changed without reading it. Null length is no file.</summary>
internal readonly record struct FileStamp(long? Length, DateTime Changed)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(null, default);
    }
}
