using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Matrix;
using Spectre.Console;

namespace ExperimentRunner.Tests.Planning;

public sealed class PlanViewTests
{
    private const string Yaml = """
        name: look
        matrix:
          devices: [1, 2]
          batch_per_device: [16]
          lr_rule: [sqrt, table]
          amp: [off, on]
          exclude: [{ devices: 1, lr_rule: table }]
          include: [{ devices: 2, global_batch: 16, train.accumulate: 2 }]
        """;

    [Fact]
    public async Task A_plan_is_a_table() => await Verifier.Verify(Rendered(View(Yaml), width: 160));

    [Fact]
    public void A_narrow_console_loses_nothing_of_the_table() => Assert.Equal(Rendered(View(Yaml), width: 160), Rendered(View(Yaml), width: 40));

    [Fact]
    public async Task What_all_runs_share_is_told_once() =>
        await Verifier.Verify(Rendered(View("name: x\nmatrix: { batch_per_device: 16, devices: [1, 2] }"), width: 80));

    [Fact]
    public async Task A_plan_is_JSON() => await Verifier.Verify(PlanJson.Write(View(Yaml)), "json");

    [Fact]
    public async Task Probes_are_shown_as_such() =>
        await Verifier.Verify(Rendered(View("name: x\nmatrix: { batch_per_device: 16, devices: [1, 2] }\nprobe: true"), width: 140));

    [Fact]
    public void Of_many_combinations_that_are_left_out_the_first_are_named()
    {
        string table = Rendered(View("name: x\nrepeats: { min: 2, max: 4, until: 2.5% }\nmatrix: { batch_per_device: 16, threads_per_device: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24], where: threads_per_device <= 2 }"), width: 100);

        Assert.Contains("Left out: batch_per_device 16, threads_per_device 3 (where threads_per_device <= 2)", table, StringComparison.Ordinal);
        Assert.Contains("and 2 more; --format=json names all", table, StringComparison.Ordinal);
        Assert.Contains("after 2 or more, once its images/s are known to 2.5%; 8 runs are the most", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_thousand_runs_the_first_are_shown()
    {
        string table = Rendered(View($"name: x\ndata: {{ train_images: 2000 }}\nmatrix: {{ batch_per_device: [{string.Join(", ", Enumerable.Range(1, 1001))}] }}"), width: 100);

        Assert.Contains("and 501 more; --format=json names all", table, StringComparison.Ordinal);
        Assert.Contains("1001 runs, about", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Probed_memory_is_a_column_and_in_JSON()
    {
        PlanView plan = View("name: x\nmatrix: { batch_per_device: 16, devices: [1, 2] }");
        PlanView probed = plan.With(new Dictionary<string, ProbedShape>
        {
            [plan.Runs[0].RunId] = Shape(new(5L << 28, Failure: null)),
            [plan.Runs[1].RunId] = Shape(new(5L << 30, Failure: "out of memory")),
        });

        string table = Rendered(probed, width: 200);

        Assert.Contains("peak memory", table, StringComparison.Ordinal);
        Assert.Contains("1.25 GiB", table, StringComparison.Ordinal);
        Assert.Contains("out of memory at 5.00 GiB", table, StringComparison.Ordinal);
        Assert.Contains("eight steps on random numbers", table, StringComparison.Ordinal);
        Assert.Contains("\"peak_bytes\": 1342177280", PlanJson.Write(probed), StringComparison.Ordinal);
        Assert.DoesNotContain("peak", Rendered(plan, width: 200) + PlanJson.Write(plan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 6)]
    public void Steps_of_an_epoch_count_a_part_of_a_batch_unless_it_is_dropped(bool dropLast, int steps)
    {
        PlanView view = View("name: x\nmatrix: { batch_per_device: 16, data.train_images: 90 }", $"train.drop_last={(dropLast ? "true" : "false")}");

        Assert.Equal(steps, Assert.Single(view.Runs).StepsPerEpoch);
    }

    [Fact]
    public void Images_of_a_folder_are_counted_by_class()
    {
        ImageFolders disk = TestMatrix.Folder("/sweeps/fruits");
        SweepDefinition sweep = TestMatrix.Definition("name: x\ndata: { source: image_folder, path: fruits }\nmatrix: { batch_per_device: 16 }", disk);

        Assert.Equal(new ImageCount(Train: 60, Test: 20), ImageCounts.Count(sweep, disk).Of(sweep.Cells[0].Spec.Data));
    }

    [Theory]
    [InlineData(12.4, "12 s")]
    [InlineData(600, "10 min")]
    [InlineData(9000, "2.5 h")]
    [InlineData(300_000, "3.5 days")]
    public void An_estimate_has_no_more_digits_than_it_is_worth(double seconds, string text) => Assert.Equal(text, RoughTime.Text(seconds));

    private static ProbedShape Shape(ProbedMemory memory) => new() { Memory = memory, TrainImagesPerSecond = null, TestImagesPerSecond = null, Overhead = TimeSpan.Zero };

    private static string Rendered(PlanView plan, int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        PlanTableRenderer.Render(plan, console);
        Assert.Equal(width, console.Profile.Width);
        return writer.ToString();
    }

    private static PlanView View(string yaml, params string[] overrides)
    {
        SweepDefinition sweep = TestMatrix.Definition(yaml, overrides);
        SweepPlan plan = TestPlan.Of(sweep);
        return PlanView.Of(plan, sweep.Excluded, TestPlan.Images(sweep), PlanEstimates.Rough(plan, TestPlan.Images(sweep)));
    }
}
