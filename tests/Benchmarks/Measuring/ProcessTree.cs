using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>A process with its children and theirs, as /proc tells.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> Of(int root)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int process) ? process : 0)
            .Where(process => process > 0)
            .ToLookup(ParentOf);
        List<int> tree = [root];
        for (int i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    /// <summary>0 for a process that has ended.</summary>
    private static int ParentOf(int process)
    {
        try
        {
            // "pid (name) state parent ..."; the name may hold anything, so count from its end.
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
