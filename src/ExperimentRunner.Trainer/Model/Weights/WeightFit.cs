namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>How the tensors of a file go with those of a model.</summary>
internal sealed class WeightFit
{
    private const int MostShapes = 5;

    /// <summary>Counts batches for a way of averaging that ResNet18 does not use; files before PyTorch 0.4.1 lack it.</summary>
    private const string BatchCounter = ".num_batches_tracked";

    private readonly string[] missing;
    private readonly string[] unknown;
    private readonly string[] misshapen;

    /// <param name="wanted">Shapes of the model's tensors, without those that are to stay as they are.</param>
    /// <param name="stored">The file's tensors, without those that are to be left out.</param>
    public WeightFit(IReadOnlyDictionary<string, long[]> wanted, IReadOnlyDictionary<string, StoredTensor> stored)
    {
        missing = [.. wanted.Keys.Where(name => !stored.ContainsKey(name) && !IsBatchCounter(name))];
        unknown = [.. stored.Keys.Where(name => !wanted.ContainsKey(name))];
        misshapen =
        [
            .. from entry in wanted
               where stored.TryGetValue(entry.Key, out StoredTensor? tensor) && !tensor.Shape.SequenceEqual(entry.Value)
               select $"{entry.Key} is {TensorShape.Text(stored[entry.Key].Shape)} and must be {TensorShape.Text(entry.Value)}",
        ];
    }

    public bool IsGood => missing.Length + unknown.Length + misshapen.Length == 0;

    /// <summary>All that does not go together, in one sentence.</summary>
    public string Differences => string.Join("; ", Parts());

    public static bool IsBatchCounter(string name) => name.EndsWith(BatchCounter, StringComparison.Ordinal);

    private IEnumerable<string> Parts()
    {
        if (missing.Length > 0)
        {
            yield return $"{missing.Length} missing ({ShownName.List(missing)})";
        }

        if (unknown.Length > 0)
        {
            yield return $"{unknown.Length} unexpected ({ShownName.List(unknown)})";
        }

        if (misshapen.Length > 0)
        {
            string more = misshapen.Length > MostShapes ? $" and {misshapen.Length - MostShapes} more" : "";
            yield return $"{misshapen.Length} of another shape ({string.Join(", ", misshapen.Take(MostShapes))}{more})";
        }
    }
}
