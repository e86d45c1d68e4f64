using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Draws outlines of radius 1 around the origin.</summary>
internal static class FruitOutline
{
    public static void Draw(SKCanvas canvas, FruitShape shape, SKPaint skin, SKPaint accent)
    {
        switch (shape)
        {
            case FruitShape.Round:
                canvas.DrawCircle(0, 0, 0.95f, skin);
                canvas.DrawRect(-0.06f, -1.25f, 0.12f, 0.4f, accent);
                break;
            case FruitShape.Crescent:
                DrawCrescent(canvas, skin);
                break;
            case FruitShape.Cone:
                DrawPolygon(canvas, skin, (-0.5f, -0.7f), (0.5f, -0.7f), (0, 1.3f));
                DrawPolygon(canvas, accent, (-0.4f, -1.2f), (0.4f, -1.2f), (0, -0.6f));
                break;
            case FruitShape.Long:
                canvas.DrawRoundRect(-1.3f, -0.38f, 2.6f, 0.76f, 0.38f, 0.38f, skin);
                canvas.DrawRect(-1f, -0.06f, 2f, 0.12f, accent);
                break;
            case FruitShape.Cluster:
                DrawCluster(canvas, skin, accent);
                break;
            case FruitShape.Pointed:
                canvas.DrawOval(0, 0, 1, 0.7f, skin);
                DrawPolygon(canvas, skin, (0.8f, -0.35f), (1.35f, 0), (0.8f, 0.35f));
                DrawPolygon(canvas, skin, (-0.8f, -0.35f), (-1.35f, 0), (-0.8f, 0.35f));
                break;
            case FruitShape.Bulb:
                canvas.DrawCircle(0, 0.4f, 0.8f, skin);
                canvas.DrawOval(0, -0.4f, 0.45f, 0.8f, skin);
                canvas.DrawRect(-0.06f, -1.45f, 0.12f, 0.35f, accent);
                break;
            case FruitShape.Star:
                canvas.DrawOval(0, 0.1f, 1, 0.85f, skin);
                DrawStar(canvas, accent);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "This shape has no outline.");
        }
    }

    private static void DrawCrescent(SKCanvas canvas, SKPaint skin)
    {
        using var outer = new SKPath();
        outer.AddCircle(0, 0, 1.15f);
        using var inner = new SKPath();
        inner.AddCircle(0, -0.65f, 1.1f);
        using SKPath crescent = outer.Op(inner, SKPathOp.Difference);
        canvas.DrawPath(crescent, skin);
    }

    private static void DrawCluster(SKCanvas canvas, SKPaint skin, SKPaint accent)
    {
        canvas.DrawRect(-0.05f, -1.2f, 0.1f, 0.5f, accent);
        for (int row = 0; row < 4; row++)
        {
            for (int berry = 0; berry < 4 - row; berry++)
            {
                canvas.DrawCircle((berry - ((3 - row) / 2f)) * 0.5f, (row * 0.45f) - 0.6f, 0.27f, skin);
            }
        }
    }

    private static void DrawStar(SKCanvas canvas, SKPaint accent)
    {
        for (int leaf = 0; leaf < 5; leaf++)
        {
            canvas.Save();
            canvas.RotateDegrees(leaf * 72);
            DrawPolygon(canvas, accent, (-0.12f, -0.3f), (0.12f, -0.3f), (0, -0.85f));
            canvas.Restore();
        }
    }

    private static void DrawPolygon(SKCanvas canvas, SKPaint paint, params ReadOnlySpan<(float X, float Y)> corners)
    {
        using var path = new SKPath();
        path.MoveTo(corners[0].X, corners[0].Y);
        foreach ((float x, float y) in corners[1..])
        {
            path.LineTo(x, y);
        }

        path.Close();
        canvas.DrawPath(path, paint);
    }
}
