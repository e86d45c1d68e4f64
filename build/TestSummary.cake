using System.Xml.Linq;

/// <summary>Sums up the counts of all test projects.</summary>
public static class TestSummary
{
    /// <summary>Prints the sum as the very last line, below Cake's own report: whoever runs the tests reads it there.</summary>
    public static void PrintAtExit(IEnumerable<string> trxFiles)
    {
        XElement[] counters = trxFiles.Select(file => XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters")).ToArray();
        int total = Sum(counters, "total"), passed = Sum(counters, "passed"), skipped = total - Sum(counters, "executed");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine($"{passed} passed, {total - passed - skipped} failed, {skipped} skipped");
    }

    private static int Sum(XElement[] counters, string name) => counters.Sum(counter => (int)counter.Attribute(name));
}
