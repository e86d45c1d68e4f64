using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Makes one row of pixels of several rows and normalises it.</summary>
internal sealed unsafe class RowBlend
{
    private readonly int length;
    private readonly float[] factors;
    private readonly float[] offsets;

    /// <param name="length">Floats of a row.</param>
    public RowBlend(int length, PixelNormalization normalization)
    {
        this.length = length;
        factors = Repeated(normalization.Factors);
        offsets = Repeated(normalization.Offsets);
    }

    /// <param name="ring">Row r stands at place r % <c>weights.Length</c>.</param>
    /// <param name="first">Number of the first row.</param>
    /// <param name="weights">Share of each row from <paramref name="first"/> on.</param>
    public void Write(float* ring, int rowStride, int first, ReadOnlySpan<float> weights, Span<float> target)
    {
        int rows = weights.Length;
        float** sources = stackalloc float*[rows];
        for (int row = 0; row < rows; row++)
        {
            sources[row] = ring + ((first + row) % rows * rowStride);
        }

        fixed (float* factor = factors, offset = offsets, weight = weights, to = target[..length])
        {
            int i = 0;
            for (; i + Vector512<float>.Count <= length; i += Vector512<float>.Count)
            {
                Vector512<float> sum = Vector512.Load(sources[0] + i) * weight[0];
                for (int row = 1; row < rows; row++)
                {
                    sum = Vector512.MultiplyAddEstimate(Vector512.Load(sources[row] + i), Vector512.Create(weight[row]), sum);
                }

                Vector512.MultiplyAddEstimate(sum, Vector512.Load(factor + i), Vector512.Load(offset + i)).Store(to + i);
            }

            for (; i < length; i++)
            {
                float sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    sum += sources[row][i] * weight[row];
                }

                to[i] = (sum * factor[i]) + offset[i];
            }
        }
    }

    private float[] Repeated(ReadOnlySpan<float> period)
    {
        float[] row = new float[length];
        for (int i = 0; i < length; i++)
        {
            row[i] = period[i % period.Length];
        }

        return row;
    }
}
