namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>A part of an image, in pixels.</summary>
internal readonly record struct CropBox(int X, int Y, int Width, int Height)
{
    private const int Tries = 10;

    /// <summary>Range of width / height.</summary>
    private const double LeastRatio = 3.0 / 4, MostRatio = 4.0 / 3;

    public static CropBox Whole(int size) => new(0, 0, size, size);

    /// <summary>
    /// Draws a part of a square image as torchvision's RandomResizedCrop does: a share of the area that is uniform in
    /// [<paramref name="leastShare"/>, 1] and a ratio of sides whose logarithm is uniform; the whole image if ten tries do not fit.
    /// </summary>
    public static CropBox Draw(int size, double leastShare, ref SeededRandom random)
    {
        for (int i = 0; i < Tries; i++)
        {
            double area = size * size * random.Between(leastShare, 1);
            double ratio = Math.Exp(random.Between(Math.Log(LeastRatio), Math.Log(MostRatio)));
            int width = (int)Math.Round(Math.Sqrt(area * ratio));
            int height = (int)Math.Round(Math.Sqrt(area / ratio));
            if (width is > 0 && width <= size && height is > 0 && height <= size)
            {
                int y = random.Next(size - height + 1);
                return new CropBox(random.Next(size - width + 1), y, width, height);
            }
        }

        return Whole(size);
    }
}
