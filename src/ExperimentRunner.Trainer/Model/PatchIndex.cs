using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>Which pixels each patch consists of. Pixels are numbered image by image, row by row; the number after the last stands for the border.</summary>
internal sealed class PatchIndex : IDisposable
{
    public PatchIndex(PatchShape shape, int kernel)
    {
        Shape = shape;
        var rows = new List<long>();
        for (long image = 0; image < shape.Images; image++)
        {
            for (long y = 0; y < shape.OutputHeight; y++)
            {
                for (long x = 0; x < shape.OutputWidth; x++)
                {
                    AddPatch(rows, image, y * shape.Stride, x * shape.Stride, kernel);
                }
            }
        }

        Rows = tensor(rows).DetachFromDisposeScope();
    }

    public PatchShape Shape { get; }

    /// <summary>int64, shape [patches x kernel x kernel].</summary>
    public Tensor Rows { get; }

    public void Dispose() => Rows.Dispose();

    private void AddPatch(List<long> rows, long image, long centreY, long centreX, int kernel)
    {
        for (long y = centreY - (kernel / 2); y <= centreY + (kernel / 2); y++)
        {
            for (long x = centreX - (kernel / 2); x <= centreX + (kernel / 2); x++)
            {
                bool isInside = y >= 0 && y < Shape.Height && x >= 0 && x < Shape.Width;
                rows.Add(isInside ? (((image * Shape.Height) + y) * Shape.Width) + x : Shape.Images * Shape.Height * Shape.Width);
            }
        }
    }
}
