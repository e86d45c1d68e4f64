using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ReportFilesTests : IDisposable
{
    /// <summary>A GitHub step summary may have 1024 KiB.</summary>
    private const int LargestPage = 900 * 1024;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> AllSweeps => new(Sweeps.All.Keys);

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public void The_same_folders_give_the_same_bytes_wherever_they_lie(string name)
    {
        SweepPaths one = Written(name, "one");
        SweepPaths other = Written(name, "a longer name");

        ReportFiles.Write(one);
        ReportFiles.Write(other);

        Dictionary<string, string> first = Hashes(one);
        Assert.Superset(new HashSet<string> { "report.md", "report.json", "report.html", "report.csv", "runs.csv", "report.junit.xml" }, first.Keys.ToHashSet());
        Assert.Equal(first, Hashes(other));
    }

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public void Writing_a_report_again_changes_nothing(string name)
    {
        SweepPaths paths = Written(name, "sweep");
        ReportFiles.Write(paths);
        Dictionary<string, string> first = Hashes(paths);

        ReportFiles.Write(paths);

        Assert.Equal(first, Hashes(paths));
        Assert.Empty(Directory.GetFiles(paths.Folder, "*.tmp"));
    }

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public void The_order_in_which_runs_are_listed_does_not_matter(string name)
    {
        SweepFolder sweep = SweepFolder.Read(Written(name, "sweep"));
        SweepFolder shuffled = sweep with { Runs = [.. sweep.Runs.Reverse()] };

        Assert.NotEqual(sweep.Runs, shuffled.Runs);
        Assert.Equal(MarkdownReport.Render(SpeedupReport.Build(sweep)), MarkdownReport.Render(SpeedupReport.Build(shuffled)));
        Assert.Equal(JsonText.Of(SpeedupReport.Build(sweep)), JsonText.Of(SpeedupReport.Build(shuffled)));
    }

    [Fact]
    public void A_huge_sweep_fits_a_step_summary_and_says_what_it_left_out()
    {
        var sweep = new SweepBuilder("devices", "batch_per_device");
        string[] log = [.. Enumerable.Repeat(new string('漢', 2000), 100)];
        for (int cell = 0; cell < 600; cell++)
        {
            RunSetup run = cell % 2 == 0
                ? Run.Finished(100 + cell, 0.9, result => result with { Warnings = [$"{cell} {new string('|', 2000)}"] })
                : Run.Failed(Runs.Results.FailureKind.Crash, new string('<', 2000), log);
            sweep.Cell(new(1 + (cell % 8), 1 + (cell / 8)), run);
        }

        string page = MarkdownReport.Render(sweep.Report());

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100 * 1024, LargestPage);
        Assert.Contains("400 more are left out here", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_that_has_no_figures_any_more_goes_away()
    {
        SweepPaths paths = Written(nameof(Sweeps.AllFailed), "sweep");
        Directory.CreateDirectory(paths.Plots);
        File.WriteAllText(Path.Combine(paths.Plots, "speedup.svg"), "<svg/>");

        ReportFiles.Write(paths);

        Assert.Empty(Directory.GetFiles(paths.Plots));
    }

    [Fact]
    public async Task Two_that_report_on_a_sweep_at_once_are_not_in_each_others_way()
    {
        SweepPaths paths = Written(nameof(Sweeps.CleanScaling), "sweep");

        void ReportOften() => Enumerable.Range(0, 5).ToList().ForEach(_ => ReportFiles.Write(paths));
        await Task.WhenAll(Task.Run(ReportOften), Task.Run(ReportOften));

        Assert.NotEmpty(Directory.GetFiles(paths.Plots, "*.svg"));
        Assert.Empty(Directory.GetFiles(paths.Plots, "*.tmp"));
    }

    [Fact]
    public void A_chart_that_another_process_is_writing_is_left_alone()
    {
        SweepPaths paths = Written(nameof(Sweeps.AllFailed), "sweep");
        Directory.CreateDirectory(paths.Plots);
        string unfinished = Path.Combine(paths.Plots, "speedup.svg.0123.tmp");
        File.WriteAllText(unfinished, "<svg");

        ReportFiles.Write(paths);

        Assert.True(File.Exists(unfinished));
    }

    /// <summary>Of all files that a report consists of.</summary>
    private static Dictionary<string, string> Hashes(SweepPaths paths) => Directory
        .GetFiles(paths.Folder, "*.*")
        .Where(file => Path.GetFileName(file) is not ("plan.json" or "machine.json"))
        .Concat(Directory.GetFiles(paths.Plots))
        .ToDictionary(file => Path.GetRelativePath(paths.Folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private SweepPaths Written(string name, string inside)
    {
        var paths = new SweepPaths(folder[inside]);
        Directory.CreateDirectory(paths.Folder);
        Sweeps.All[name]().WriteTo(paths);
        return paths;
    }
}
