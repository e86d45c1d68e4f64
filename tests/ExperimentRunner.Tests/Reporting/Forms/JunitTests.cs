using System.Xml.Linq;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Reporting.Forms;

public sealed class JunitTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_is_a_test_case_and_the_sums_are_right(string name)
    {
        SpeedupReport report = Sweeps.All[name]().Report();

        XElement suites = Read(report);

        Assert.Equal(report.Cells.Select(cell => cell.Cell.Label), suites.Elements("testsuite").First().Elements("testcase").Select(each => each.Attribute("name")!.Value));
        Assert.All([suites, .. suites.Elements("testsuite")], sums =>
        {
            Assert.Equal(sums.Descendants("testcase").Count(), (int)sums.Attribute("tests")!);
            Assert.Equal(sums.Descendants("failure").Count(), (int)sums.Attribute("failures")!);
            Assert.Equal(sums.Descendants("skipped").Count(), (int)sums.Attribute("skipped")!);
        });
    }

    [Fact]
    public void A_failed_run_fails_its_cell_and_an_unfinished_one_skips_it()
    {
        SpeedupReport report = new SweepBuilder("devices")
            .Cell(new(1), Run.Finished(100, 0.9), Run.Finished(101, 0.9))
            .Cell(new(2), Run.Finished(190, 0.9), Run.Failed(FailureKind.OutOfMemory, "No room."))
            .Cell(new(4), Run.Finished(300, 0.9), Run.Interrupted(3))
            .Cell(new(8), Run.Broken("{"), Run.NotStarted)
            .Report();

        string[] told = [.. Read(report).Descendants("testcase").Select(each => (each.Element("failure") ?? each.Element("skipped"))?.Name.LocalName ?? "passed")];

        Assert.Equal(["passed", "failure", "skipped", "failure"], told);
    }

    [Fact]
    public void A_failure_has_what_stderr_said()
    {
        XElement failure = Read(Sweeps.BaselineFailed().Report()).Descendants("failure").First();

        Assert.Equal("failed: out of memory", failure.Attribute("type")!.Value);
        Assert.Contains("DefaultCPUAllocator: can't allocate memory", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expectation_is_a_test_case_for_each_cell_that_it_is_about()
    {
        XElement suite = Read(Sweeps.Expecting().Report()).Elements("testsuite").Last();

        Assert.Equal(
            ["speedup(devices=2) >= 1.6: devices 2 passed", "speedup(devices=4) >= 1.6: devices 4 failure", "accuracy_drop(devices=2) <= 0.5pp: devices 2 skipped"],
            suite.Elements("testcase").Select(each => $"{each.Attribute("name")!.Value} {(each.Element("failure") ?? each.Element("skipped"))?.Name.LocalName ?? "passed"}"));
    }

    [Fact]
    public void What_is_no_character_of_XML_is_left_out()
    {
        SpeedupReport report = new SweepBuilder("devices") { Name = "a\u0001b" }
            .Cell(new(1), Run.Failed(FailureKind.Crash, "x\u0000\uFFFE<&>\"'", "\u001b[31mred\u001b[0m \u0008"))
            .Report();

        XElement suites = Read(report);

        Assert.Equal("ab", suites.Attribute("name")!.Value);
        Assert.Contains("x<&>\"'", suites.Descendants("failure").Single().Value, StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => new(Sweeps.All.Keys);

    private static XElement Read(SpeedupReport report) => XDocument.Parse(JunitReport.Render(report)).Root!;
}
