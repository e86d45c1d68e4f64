using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>Reads forward through bytes and never beyond their end.</summary>
internal sealed class PickleCursor(ReadOnlyMemory<byte> bytes)
{
    /// <summary>Longest line of a text opcode; names of Python code are far shorter.</summary>
    private const int MostCharactersInLine = 4096;

    /// <summary>Strict, so that two names that differ never read the same.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Position { get; private set; }

    public int Left => bytes.Length - Position;

    public byte Byte() => Take(1).Span[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span);

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span);

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8).Span);

    /// <exception cref="BadWeightsException">There are not that many left.</exception>
    public ReadOnlyMemory<byte> Take(ulong count)
    {
        if (count > (ulong)Left)
        {
            throw new BadWeightsException(string.Create(CultureInfo.InvariantCulture, $"ends in the middle: {count} bytes are wanted at byte {Position} and {Left} are left"));
        }

        ReadOnlyMemory<byte> taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public string Text(ulong count) => Decode(Take(count).Span);

    /// <summary>Up to a line feed, which is left out.</summary>
    public string Line()
    {
        ReadOnlySpan<byte> rest = bytes.Span[Position..];
        int length = rest[..Math.Min(rest.Length, MostCharactersInLine)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw new BadWeightsException($"has a line at byte {Position} that does not end");
        }

        Position += length + 1;
        return Decode(rest[..length]);
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException exception)
        {
            throw new BadWeightsException($"has text before byte {Position} that is not UTF-8", exception);
        }
    }
}
