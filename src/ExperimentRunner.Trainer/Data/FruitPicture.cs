using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>One picture of one fruit. Coordinates of outlines are in units of the fruit's radius, with y pointing down.</summary>
internal static class FruitPicture
{
    private const int BackgroundBlobs = 6;

    /// <param name="rgb">Gets the picture, shape [size, size, 3].</param>
    public static void Draw(FruitKind kind, int size, Random random, Span<byte> rgb)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            DrawBackground(canvas, size, random);
            canvas.Translate(size * Between(random, 0.4f, 0.6f), size * Between(random, 0.4f, 0.6f));
            canvas.RotateDegrees(Between(random, -40, 40));
            canvas.Scale(size * Between(random, 0.26f, 0.38f));
            DrawFruit(canvas, kind, random);
        }

        ImageDecoder.CopyRgb(bitmap, rgb);
    }

    private static void DrawBackground(SKCanvas canvas, int size, Random random)
    {
        canvas.Clear(AnyColor(random));
        using var paint = new SKPaint { IsAntialias = true };
        for (int i = 0; i < BackgroundBlobs; i++)
        {
            paint.Color = AnyColor(random);
            canvas.DrawOval(size * random.NextSingle(), size * random.NextSingle(), size * Between(random, 0.05f, 0.3f), size * Between(random, 0.05f, 0.3f), paint);
        }
    }

    private static void DrawFruit(SKCanvas canvas, FruitKind kind, Random random)
    {
        float light = Between(random, 0.75f, 1.2f);
        using var skin = new SKPaint { IsAntialias = true, Color = Lit(kind.Skin, light, random) };
        using var accent = new SKPaint { IsAntialias = true, Color = Lit(kind.Accent, light, random) };
        using var shine = new SKPaint { IsAntialias = true, Color = SKColors.White.WithAlpha(70) };
        FruitOutline.Draw(canvas, kind.Shape, skin, accent);
        canvas.DrawOval(-0.3f, -0.3f, 0.2f, 0.12f, shine);
    }

    private static SKColor AnyColor(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    private static SKColor Lit(SKColor color, float light, Random random)
    {
        return new SKColor(Channel(color.Red), Channel(color.Green), Channel(color.Blue));

        byte Channel(byte value) => (byte)Math.Clamp((value * light) + Between(random, -20, 20), 0, 255);
    }

    private static float Between(Random random, float low, float high) => low + ((high - low) * random.NextSingle());
}
