using System.Text;
using CsCheck;
using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Yaml;
using Combination = System.Collections.Generic.Dictionary<string, string>;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>Compares with a second, plain reading of GitHub's description of include and exclude.</summary>
public sealed class ExpansionModelTests
{
    private static readonly (string Name, string[] Values)[] Settings =
    [
        ("devices", ["1", "2", "4"]),
        ("amp", ["off", "on", "bf16"]),
        ("lr_rule", ["none", "sqrt", "linear"]),
        ("train.epochs", ["1", "2", "3"]),
    ];

    private static readonly Gen<Combination> Pattern = Gen.Int[0, 3].Array[1, 3].SelectMany(
        picks => Gen.Int[0, 2].Array[picks.Length].Select(
            values => picks.Zip(values).DistinctBy(pick => pick.First).ToDictionary(pick => Settings[pick.First].Name, pick => Settings[pick.First].Values[pick.Second])));

    private static readonly Gen<(int[] Counts, Combination[] Exclude, Combination[] Include)> Matrices =
        Gen.Select(Gen.Int[0, 3].Array[4], Pattern.Array[0, 3], Pattern.Array[0, 4]);

    [Fact]
    public void Cells_are_those_that_the_plain_model_makes() => Matrices.Sample((counts, excludes, includes) =>
    {
        (string Name, string[] Values)[] axes = [.. Settings.Select((setting, index) => (setting.Name, setting.Values[..counts[index]])).Where(axis => axis.Item2.Length > 0)];
        Combination[] exclude = [.. excludes.Where(pattern => pattern.Keys.All(key => axes.Any(axis => axis.Name == key)))];

        IReadOnlyList<Combination> expected = Model(axes, exclude, includes);
        IReadOnlyList<CellDraft> cells = Expand(axes, exclude, includes);

        Assert.Equal(expected.Select(Shown), cells.Select(cell => Shown(cell.Original.Concat(cell.Extra).ToDictionary(value => value.Setting.Name, value => value.Value.Text))));
    });

    private static IReadOnlyList<Combination> Model((string Name, string[] Values)[] axes, Combination[] exclude, Combination[] include)
    {
        List<Combination> originals = axes.Length == 0 && include.Length > 0 ? [] : [[]];
        foreach ((string name, string[] values) in axes)
        {
            originals = [.. from cell in originals from value in values select new Combination(cell) { [name] = value }];
        }

        originals.RemoveAll(cell => exclude.Any(pattern => pattern.All(pair => cell.TryGetValue(pair.Key, out string? value) && value == pair.Value)));
        List<Combination> cells = [.. originals.Select(cell => new Combination(cell))];
        List<Combination> made = [];
        foreach (Combination item in include)
        {
            bool added = false;
            foreach ((Combination original, Combination cell) in originals.Zip(cells))
            {
                if (item.All(pair => !original.TryGetValue(pair.Key, out string? value) || value == pair.Value))
                {
                    added = true;
                    foreach ((string key, string value) in item)
                    {
                        cell[key] = value;
                    }
                }
            }

            if (!added)
            {
                made.Add(item);
            }
        }

        return [.. cells, .. made];
    }

    private static IReadOnlyList<CellDraft> Expand((string Name, string[] Values)[] axes, Combination[] exclude, Combination[] include)
    {
        var yaml = new StringBuilder("name: x\nmatrix:\n  exclude: [").AppendJoin(", ", exclude.Select(Flow)).Append("]\n");
        foreach ((string name, string[] values) in axes)
        {
            yaml.Append("  ").Append(name).Append(": [").AppendJoin(", ", values).Append("]\n");
        }

        yaml.Append("  include: [").AppendJoin(", ", include.Select(Flow)).Append(']');
        var faults = new FaultLog();
        var source = new Source("m.yaml", "/sweeps", Order: 0);
        MatrixDocument document = new DocumentReader(faults).Read(NodeReader.Read(yaml.ToString(), source, faults)!)!;
        return new Expansion(faults).Expand(document.Matrix)!;
    }

    private static string Flow(Combination pattern) => $"{{ {string.Join(", ", pattern.Select(pair => $"{pair.Key}: {pair.Value}"))} }}";

    private static string Shown(Combination cell) => string.Join(", ", cell.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
}
