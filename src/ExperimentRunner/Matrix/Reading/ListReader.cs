using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>Reads the items under a key that may have many.</summary>
internal sealed class ListReader(FaultLog faults)
{
    private const int MostItems = 1000;

    /// <param name="key">As faults name it.</param>
    /// <param name="node">Null if the key was not written.</param>
    /// <param name="single">What becomes of a node that is no list.</param>
    public IReadOnlyList<Node> Items(string key, Node? node, Func<Node, IReadOnlyList<Node>> single)
    {
        switch (node)
        {
            case null:
                return [];
            case Node.List { Items.Count: > MostItems } list:
                faults.Add(FaultKind.ExpandsTooFar, node.Place, $"{key} has {Wording.Number(list.Items.Count)} items. Use at most {Wording.Number(MostItems)}.");
                return [];
            case Node.List list:
                return list.Items;
            default:
                return single(node);
        }
    }
}
