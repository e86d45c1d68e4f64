using ExperimentRunner.Testing;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Data;

/// <summary>A folder of real, small image files, one colour a class.</summary>
internal sealed class JpegFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.Path;

    public string Write(string part, string name, SKColor color, string file = "a.jpg")
    {
        string path = folder[part, name, file];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(20, 12);
        bitmap.Erase(color);
        using FileStream stream = File.Create(path);
        bitmap.Encode(stream, file.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, quality: 95);
        return path;
    }

    /// <summary>Two classes with one image each in train and test.</summary>
    public static JpegFolder RedAndGreen()
    {
        var folder = new JpegFolder();
        foreach (string part in new[] { "train", "test" })
        {
            folder.Write(part, "tomato", SKColors.Red);
            folder.Write(part, "lime", SKColors.Lime, "b.png");
        }

        return folder;
    }

    public void Dispose() => folder.Dispose();
}
