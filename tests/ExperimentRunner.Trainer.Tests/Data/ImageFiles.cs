using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Data;

/// <summary>Bytes of image files of kinds that users bring.</summary>
internal static class ImageFiles
{
    /// <summary>What stands in front of the first segment of any JPEG.</summary>
    private const int StartOfImage = 2;

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKData data = bitmap.Encode(format, quality: 95);
        return data.ToArray();
    }

    /// <summary>Red, green, blue and white quarters, row by row.</summary>
    public static SKBitmap Quarters(int size)
    {
        SKColor[] colors = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];
        return Paint(size, size, (x, y) => colors[(y < size / 2 ? 0 : 2) + (x < size / 2 ? 0 : 1)]);
    }

    public static SKBitmap Paint(int width, int height, Func<int, int, SKColor> color, SKColorType type = SKColorType.Rgba8888)
    {
        var bitmap = new SKBitmap(width, height, type, type == SKColorType.Gray8 ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        for (int i = 0; i < width * height; i++)
        {
            bitmap.SetPixel(i % width, i / width, color(i % width, i / width));
        }

        return bitmap;
    }

    /// <summary>Adds an EXIF segment with nothing but the orientation tag (0x0112), 1 to 8.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..StartOfImage],
        .. (byte[])[0xFF, 0xE1, 0, 34],
        .. "Exif\0\0MM\0*"u8,
        .. (byte[])[0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        .. jpeg[StartOfImage..],
    ];

    /// <summary>8 x 8 pixels of full magenta and yellow, no cyan, no black, that is red; inverted, as Adobe's programs write it.</summary>
    public static byte[] CmykJpeg() =>
    [
        0xFF, 0xD8,
        .. (byte[])[0xFF, 0xEE, 0, 14], .. "Adobe"u8, .. (byte[])[0, 100, 0, 0, 0, 0, 0],
        .. (byte[])[0xFF, 0xDB, 0, 67, 0], .. Enumerable.Repeat((byte)8, 64),
        .. (byte[])[0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0],

        // Two lengths of a block's mean (code 0: 7 bits, code 10: 8 bits), and of the rest only "end of block" (code 0).
        .. (byte[])[0xFF, 0xC4, 0, 21, 0x00, 1, 1, .. new byte[14], 7, 8],
        .. (byte[])[0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0],

        // Means of 127, -128, -128 and 127 with 128 for zero.
        .. (byte[])[0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 0x7F, 0x4F, 0xE9, 0xFC, 0xFE],
        0xFF, 0xD9,
    ];

    /// <summary>2 x 2 pixels of the colours 0, 1, 1, 0 of a palette of two.</summary>
    public static byte[] PalettePng(SKColor first, SKColor second) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
        .. Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]),
        .. Chunk("PLTE", [first.Red, first.Green, first.Blue, second.Red, second.Green, second.Blue]),
        .. Chunk("IDAT", Deflate([0, 0, 1, 0, 1, 0])),
        .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }
}
