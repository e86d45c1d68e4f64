using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Data;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class ImageDecoderTests : IDisposable
{
    private const string Red = "red", Green = "green", Blue = "blue", White = "white";

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(1024, 768)]
    [InlineData(260, 130)]
    [InlineData(128, 128)]
    public void A_large_jpeg_decoded_at_reduced_scale_is_close_to_the_whole_one(int width, int height)
    {
        string file = Write(Waves(width, height), SKEncodedImageFormat.Jpeg);

        byte[] reduced = Decode(file, 64), whole = Decode(file, 64, isReduced: false);

        Assert.NotEqual(whole, reduced);
        Assert.InRange(reduced.Zip(whole).Average(pair => Math.Abs(pair.First - pair.Second)), 0, 3);
    }

    [Theory]
    [InlineData(126, 300)]
    [InlineData(100, 100)]
    [InlineData(40, 30)]
    public void A_jpeg_is_never_decoded_below_the_size_that_is_wanted(int width, int height)
    {
        string file = Write(Waves(width, height), SKEncodedImageFormat.Jpeg);

        Assert.Equal(Decode(file, 64, isReduced: false), Decode(file, 64));
    }

    [Theory]
    [InlineData(1, Red, Green, Blue, White)]
    [InlineData(2, Green, Red, White, Blue)]
    [InlineData(3, White, Blue, Green, Red)]
    [InlineData(4, Blue, White, Red, Green)]
    [InlineData(5, Red, Blue, Green, White)]
    [InlineData(6, Blue, Red, White, Green)]
    [InlineData(7, White, Green, Blue, Red)]
    [InlineData(8, Green, White, Red, Blue)]
    public void A_photograph_is_turned_as_its_exif_orientation_says(byte orientation, params string[] quarters)
    {
        using SKBitmap stored = ImageFiles.Quarters(32);
        string file = Write(ImageFiles.WithOrientation(ImageFiles.Encode(stored, SKEncodedImageFormat.Jpeg), orientation), "a.jpg");

        byte[] image_HWC = Decode(file, 8);

        (int X, int Y)[] corners = [(0, 0), (7, 0), (0, 7), (7, 7)];
        Assert.Equal(quarters, corners.Select(at => Name(image_HWC.AsSpan(((at.Y * 8) + at.X) * 3, 3))));
    }

    [Fact]
    public void A_grey_jpeg_has_three_equal_channels()
    {
        using SKBitmap grey = ImageFiles.Paint(32, 32, (x, _) => new SKColor((byte)(x * 8), (byte)(x * 8), (byte)(x * 8)), SKColorType.Gray8);
        byte[] jpeg = ImageFiles.Encode(grey, SKEncodedImageFormat.Jpeg);
        Assert.Equal(1, jpeg[jpeg.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 9]);

        byte[] image_HWC = Decode(Write(jpeg, "a.jpg"), 8);

        Assert.All(image_HWC.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        Assert.InRange(image_HWC[0], 0, 30);
        Assert.InRange(image_HWC[^1], 220, 255);
    }

    [Fact]
    public void A_cmyk_jpeg_becomes_rgb()
    {
        byte[] image_HWC = Decode(Write(ImageFiles.CmykJpeg(), "a.jpg"), 8);

        Assert.All(image_HWC.Chunk(3), pixel => Assert.Equal(Red, Name(pixel)));
    }

    [Fact]
    public void What_is_transparent_in_a_png_becomes_black()
    {
        using SKBitmap bitmap = ImageFiles.Paint(16, 16, (x, _) => SKColors.Red.WithAlpha(x < 8 ? (byte)0 : (byte)128));

        byte[] image_HWC = Decode(Write(ImageFiles.Encode(bitmap, SKEncodedImageFormat.Png), "a.png"), 16);

        Assert.Equal([0, 0, 0], image_HWC[..3]);
        Assert.Equal([128, 0, 0], image_HWC[^3..]);
    }

    [Fact]
    public void A_png_with_a_palette_has_the_colours_of_it()
    {
        byte[] image_HWC = Decode(Write(ImageFiles.PalettePng(SKColors.Red, SKColors.Blue), "a.png"), 2);

        Assert.Equal([255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0], image_HWC);
    }

    [Fact]
    public void Jpegs_that_end_too_early_or_hold_something_else_are_told()
    {
        byte[] cmyk = ImageFiles.CmykJpeg();

        Assert.False(ImageDecoder.TryDecode(Write(cmyk[..^20], "a.jpg"), 8, new byte[8 * 8 * 3]));
        Assert.False(ImageDecoder.TryDecode(Write("<html>"u8.ToArray(), "b.jpg"), 8, new byte[8 * 8 * 3]));
        Assert.False(ImageDecoder.TryDecode(Write([], "c.png"), 8, new byte[8 * 8 * 3]));
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Decode(string file, int size, bool isReduced = true)
    {
        byte[] rgb = new byte[size * size * 3];
        Assert.True(ImageDecoder.TryDecode(file, size, isReduced, rgb));
        return rgb;
    }

    /// <summary>Waves from hundreds of pixels down to some ten.</summary>
    private static SKBitmap Waves(int width, int height) => ImageFiles.Paint(width, height, (x, y) =>
        new SKColor(Wave(x * x / 3000.0), Wave(y / 12.0), Wave((x + y) / 20.0)));

    private static byte Wave(double phase) => (byte)(127.5 + (120 * Math.Sin(phase)));

    private static string Name(ReadOnlySpan<byte> rgb) => (rgb[0] > 200, rgb[1] > 200, rgb[2] > 200) switch
    {
        (true, false, false) => Red,
        (false, true, false) => Green,
        (false, false, true) => Blue,
        (true, true, true) => White,
        _ => $"{rgb[0]} {rgb[1]} {rgb[2]}",
    };

    private string Write(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using (bitmap)
        {
            return Write(ImageFiles.Encode(bitmap, format), "a.jpg");
        }
    }

    private string Write(byte[] bytes, string name)
    {
        string path = folder[name];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
