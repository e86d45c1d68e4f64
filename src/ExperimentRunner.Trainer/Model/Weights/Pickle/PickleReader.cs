using System.Numerics;

namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>
/// Reads the part of Python's pickle format (protocols 2 to 5, as pickletools.py of CPython describes it) that torch.save writes.
/// It has no way to run code: a call is one of <see cref="PickleGlobals"/>, and whatever else makes an object is refused by name.
/// Work and memory are bounded by the number of opcodes, each of which takes at most what it brings in bytes.
/// </summary>
internal sealed class PickleReader(PickleCursor cursor, PickleStorages storages)
{
    /// <summary>ResNet152 with the state of its optimizer takes about 100,000.</summary>
    private const int MostOpcodes = 2_000_000;

    private const int NewestProtocol = 5;

    private readonly PickleStack stack = new();

    /// <summary>One pickle, up to its STOP; the cursor stands behind it.</summary>
    /// <exception cref="BadWeightsException">It is broken, or holds what is refused.</exception>
    public PickleValue Read()
    {
        for (int i = 0; i < MostOpcodes; i++)
        {
            byte opcode = cursor.Byte();
            if (opcode == (byte)'.')
            {
                return stack.Pop();
            }

            Do(opcode);
        }

        throw new BadWeightsException($"has more than {MostOpcodes} pickle opcodes");
    }

    private void Do(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                CheckProtocol(cursor.Byte());
                break;
            case 0x95: // FRAME
                cursor.UInt64();
                break;
            case (byte)'(':
                stack.Mark();
                break;
            case (byte)'0':
                stack.Pop();
                break;
            case (byte)'1':
                stack.PopToMark();
                break;
            case (byte)'2':
                stack.Push(stack.Top());
                break;
            case (byte)'q' or (byte)'r' or 0x94:
                Remember(opcode);
                break;
            case (byte)'h':
                stack.PushRemembered(cursor.Byte());
                break;
            case (byte)'j':
                stack.PushRemembered(cursor.UInt32());
                break;
            case (byte)'a' or (byte)'e' or (byte)'s' or (byte)'u' or (byte)'b':
                Fill(opcode);
                break;
            default:
                stack.Push(Make(opcode));
                break;
        }
    }

    private static void CheckProtocol(byte protocol)
    {
        if (protocol is < 2 or > NewestProtocol)
        {
            throw new BadWeightsException($"is a pickle of protocol {protocol}; 2 to {NewestProtocol} are read");
        }
    }

    private void Remember(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q':
                stack.Remember(cursor.Byte());
                break;
            case (byte)'r':
                stack.Remember(cursor.UInt32());
                break;
            default:
                stack.Remember();
                break;
        }
    }

    /// <summary>Opcodes that change the container on the stack.</summary>
    private void Fill(byte opcode)
    {
        IReadOnlyList<PickleValue> items = opcode switch
        {
            (byte)'a' or (byte)'b' => [stack.Pop()],
            (byte)'s' => Pair(),
            _ => stack.PopToMark(),
        };
        switch (opcode, stack.Top())
        {
            case ((byte)'a' or (byte)'e', PickleValue.Sequence list):
                list.Items.AddRange(items);
                break;
            case ((byte)'s' or (byte)'u', PickleValue.Map map):
                Add(map, items);
                break;
            case ((byte)'b', PickleValue.Map): // The attributes of an OrderedDict: versions of modules.
                break;
            default:
                throw new BadWeightsException($"changes what is no container, at byte {cursor.Position}");
        }
    }

    private PickleValue[] Pair()
    {
        PickleValue value = stack.Pop();
        return [stack.Pop(), value];
    }

    private static void Add(PickleValue.Map map, IReadOnlyList<PickleValue> items)
    {
        if (items.Count % 2 != 0)
        {
            throw new BadWeightsException("has a dict with a key that has no value");
        }

        for (int i = 0; i < items.Count; i += 2)
        {
            if (items[i] is not (PickleValue.Text or PickleValue.Whole or PickleValue.Real or PickleValue.Flag or PickleValue.Nothing))
            {
                throw new BadWeightsException("has a dict whose keys are neither text nor numbers");
            }

            if (items[i] is PickleValue.Text name)
            {
                map.Items[name.Value] = items[i + 1];
            }
        }
    }

    /// <summary>Opcodes that put one new value on the stack.</summary>
    private PickleValue Make(byte opcode) => opcode switch
    {
        (byte)'N' => new PickleValue.Nothing(),
        0x88 => new PickleValue.Flag(true),
        0x89 => new PickleValue.Flag(false),
        (byte)'J' => new PickleValue.Whole(cursor.Int32()),
        (byte)'K' => new PickleValue.Whole(cursor.Byte()),
        (byte)'M' => new PickleValue.Whole(cursor.UInt16()),
        0x8a => new PickleValue.Whole(new BigInteger(cursor.Take(cursor.Byte()).Span)),
        (byte)'G' => new PickleValue.Real(cursor.BigEndianDouble()),
        (byte)'X' => new PickleValue.Text(cursor.Text(cursor.UInt32())),
        0x8c => new PickleValue.Text(cursor.Text(cursor.Byte())),
        0x8d => new PickleValue.Text(cursor.Text(cursor.UInt64())),
        (byte)'U' => new PickleValue.Text(cursor.Text(cursor.Byte())),
        (byte)'T' => new PickleValue.Text(cursor.Text(cursor.UInt32())),
        (byte)'C' => new PickleValue.Bytes(cursor.Take(cursor.Byte())),
        (byte)'B' => new PickleValue.Bytes(cursor.Take(cursor.UInt32())),
        0x8e => new PickleValue.Bytes(cursor.Take(cursor.UInt64())),
        (byte)')' => new PickleValue.Row([]),
        (byte)'t' => new PickleValue.Row(stack.PopToMark()),
        0x85 => new PickleValue.Row([stack.Pop()]),
        0x86 => new PickleValue.Row(Pair()),
        0x87 => Triple(),
        (byte)']' => new PickleValue.Sequence([]),
        (byte)'l' => new PickleValue.Sequence(stack.PopToMark()),
        (byte)'}' => new PickleValue.Map([]),
        (byte)'d' => MapToMark(),
        (byte)'Q' => storages.Add(stack.Pop()),
        (byte)'c' => PickleGlobals.Find(cursor.Line(), cursor.Line()),
        0x93 => StackGlobal(),
        (byte)'R' => Reduce(),
        _ => throw new BadWeightsException(
            $"has the pickle opcode 0x{opcode:x2} at byte {cursor.Position - 1}, which torch.save does not write for weights. Save the weights alone, by torch.save(model.state_dict(), FILE) or as .safetensors"),
    };

    private PickleValue.Row Triple()
    {
        PickleValue third = stack.Pop();
        return new PickleValue.Row([.. Pair(), third]);
    }

    private PickleValue.Map MapToMark()
    {
        var map = new PickleValue.Map([]);
        Add(map, stack.PopToMark());
        return map;
    }

    private PickleValue.Global StackGlobal() => Pair() is [PickleValue.Text module, PickleValue.Text name]
        ? PickleGlobals.Find(module.Value, name.Value)
        : throw new BadWeightsException("names a Python object by what is no text");

    private PickleValue Reduce() => Pair() is [PickleValue.Global function, PickleValue.Row arguments]
        ? PickleGlobals.Call(function, arguments.Items)
        : throw new BadWeightsException($"calls what is no known function, at byte {cursor.Position}");
}
