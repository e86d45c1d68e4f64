namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>The stack of a pickle with its marks, and the memo. All of them are bounded.</summary>
internal sealed class PickleStack
{
    /// <summary>Far more than PyTorch needs: it empties its stack every thousand items.</summary>
    private const int MostValues = 100_000;
    private const int MostMarks = 1_000;

    /// <summary>PyTorch numbers them without a gap, a handful for each tensor.</summary>
    private const int MostMemos = 200_000;

    private readonly List<PickleValue> values = [];
    private readonly List<int> marks = [];
    private readonly List<PickleValue?> memo = [];

    private int Floor => marks.Count == 0 ? 0 : marks[^1];

    public void Push(PickleValue value)
    {
        Bound(values.Count, MostValues, "values on its stack");
        values.Add(value);
    }

    public PickleValue Pop()
    {
        PickleValue top = Top();
        values.RemoveAt(values.Count - 1);
        return top;
    }

    public PickleValue Top() => values.Count > Floor ? values[^1] : throw new BadWeightsException("takes from an empty pickle stack");

    public void Mark()
    {
        Bound(marks.Count, MostMarks, "levels of depth");
        marks.Add(values.Count);
    }

    /// <summary>Takes all values since the last mark, and the mark.</summary>
    public List<PickleValue> PopToMark()
    {
        if (marks.Count == 0)
        {
            throw new BadWeightsException("looks for a pickle mark that is not there");
        }

        List<PickleValue> items = values[Floor..];
        values.RemoveRange(Floor, items.Count);
        marks.RemoveAt(marks.Count - 1);
        return items;
    }

    public void Remember(uint index)
    {
        Bound(index, MostMemos, "memo entries");
        while (memo.Count <= index)
        {
            memo.Add(null);
        }

        memo[(int)index] = Top();
    }

    /// <summary>Under the next free number.</summary>
    public void Remember() => Remember((uint)memo.Count);

    public void PushRemembered(uint index) =>
        Push(index < memo.Count && memo[(int)index] is { } value ? value : throw new BadWeightsException($"asks for the memo entry {index}, which is not there"));

    private static void Bound(long count, int most, string what)
    {
        if (count >= most)
        {
            throw new BadWeightsException($"has more than {most} {what}");
        }
    }
}
