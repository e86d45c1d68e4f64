using ExperimentRunner.Trainer.Data.Augmenting;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Data.Augmenting;

public sealed class ResamplerTests
{
    private const int Side = 48;

    // What torchvision's resize calls: bilinear with antialias.
    private const string Reference =
        """
        def resize(x: Tensor, size: int) -> Tensor:
            return torch._upsample_bilinear2d_aa(x, [size, size], False, None)

        """;

    private static readonly byte[] Noise_HWC = NoiseOf(Side * Side * 3);

    public static TheoryData<int, int, int, int, int> Boxes => new()
    {
        { 0, 0, Side, Side, Side },
        { 0, 0, Side, Side, 32 },
        { 0, 0, Side, Side, 20 },
        { 5, 7, 13, 17, 32 },
        { 1, 2, 40, 9, 24 },
        { 47, 47, 1, 1, 8 },
        { 40, 0, 8, 48, 64 },
        { 0, 0, Side, Side, 8 },
    };

    [Theory]
    [MemberData(nameof(Boxes))]
    public void A_part_is_scaled_as_libtorch_scales_with_antialias(int x, int y, int width, int height, int size)
    {
        float[] scaled_HWC = new float[size * size * 3];

        new Resampler(size, PixelNormalization.None).Write(PixelRows.OfSquare(Noise_HWC, Side), new CropBox(x, y, width, height), isMirrored: false, scaled_HWC);

        Assert.All(scaled_HWC.Zip(Expected(x, y, width, height, size)), pair => Assert.Equal(pair.Second, pair.First, 0.01f));
    }

    [Fact]
    public void Mirroring_exchanges_the_columns_of_the_result()
    {
        const int size = 32;
        var box = new CropBox(3, 4, 30, 20);
        float[] plain = new float[size * size * 3], mirrored = new float[size * size * 3];
        var resampler = new Resampler(size, PixelNormalization.ImageNet);

        resampler.Write(PixelRows.OfSquare(Noise_HWC, Side), box, isMirrored: false, plain);
        resampler.Write(PixelRows.OfSquare(Noise_HWC, Side), box, isMirrored: true, mirrored);

        using Tensor flipped = tensor(plain).reshape(size, size, 3).flip(1).flatten();
        Assert.All(mirrored.Zip(flipped.data<float>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    [Fact]
    public void Pixels_of_four_bytes_give_the_same_as_those_of_three()
    {
        byte[] padded = [.. Noise_HWC.Chunk(3).SelectMany(pixel => pixel.Append((byte)77))];
        var box = new CropBox(2, 3, 41, 44);
        float[] three = new float[16 * 16 * 3], four = new float[16 * 16 * 3];
        var resampler = new Resampler(16, PixelNormalization.None);

        resampler.Write(new PixelRows(Noise_HWC, Side * 3, 3), box, isMirrored: false, three);
        resampler.Write(new PixelRows(padded, Side * 4, 4), box, isMirrored: false, four);

        Assert.Equal(three, four);
    }

    private static float[] Expected(int x, int y, int width, int height, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor image_NCHW = tensor(Noise_HWC).to(ScalarType.Float32).reshape(1, Side, Side, 3).permute(0, 3, 1, 2);
        Tensor part_NCHW = image_NCHW.narrow(2, y, height).narrow(3, x, width).contiguous();
        using jit.CompilationUnit reference = jit.compile(Reference);
        var scaled_NCHW = (Tensor)reference.invoke("resize", part_NCHW, (long)size);
        return scaled_NCHW.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
    }

    private static byte[] NoiseOf(int count)
    {
        byte[] noise = new byte[count];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
