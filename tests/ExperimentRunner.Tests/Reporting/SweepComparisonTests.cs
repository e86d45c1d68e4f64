using System.Text.Json;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Annotations;
using ExperimentRunner.Reporting.Comparing;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;
using MathNet.Numerics.Distributions;

namespace ExperimentRunner.Tests.Reporting;

public sealed class SweepComparisonTests
{
    private static readonly SweepSamples Before = SweepSamples.Of(Sweep("before", 1, 1).Report());

    [Fact]
    public Task A_comparison_is_Markdown_for_a_comment() =>
        Verifier.Verify(ComparisonPage.Render(SweepComparison.Of(Before, SweepSamples.Of(Sweep("after", 0.9, 1.1).Cell(new(4), (300, 0.9), (301, 0.9)).Report()))), "md");

    [Theory]
    [InlineData(0.9, "Regressed")]
    [InlineData(1.0, "Inconclusive")]
    [InlineData(1.1, "Improved")]
    public void A_cell_changed_if_all_of_the_interval_is_on_one_side(double factor, string change)
    {
        SweepComparison comparison = SweepComparison.Of(Before, SweepSamples.Of(Sweep("after", factor, 1).Report()));

        Assert.Equal(change, comparison.Cells.Single(cell => cell.After.Label == "devices 1, amp off").Change.ToString());
        Assert.Equal(factor < 1, comparison.HasRegressed);
    }

    [Fact]
    public void Less_accuracy_is_a_regression_however_fast_it_is()
    {
        SweepSamples before = SweepSamples.Of(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (101, 0.9)).Report());
        SweepSamples after = SweepSamples.Of(new SweepBuilder("devices").Cell(new(1), (200, 0.8), (201, 0.8)).Report());

        CellChange cell = Assert.Single(SweepComparison.Of(before, after).Cells);

        Assert.Equal((Change.Improved, Change.Regressed, Change.Regressed), (cell.Speed!.Change, cell.Accuracy!.Change, cell.Change));
    }

    [Fact]
    public void One_repeat_decides_nothing()
    {
        SweepSamples once = SweepSamples.Of(new SweepBuilder("devices").Cell(new(1), (50.0, 0.9)).Report());
        SweepSamples twice = SweepSamples.Of(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (101, 0.9)).Report());

        Assert.Equal(Change.Inconclusive, Assert.Single(SweepComparison.Of(once, twice).Cells).Change);
    }

    [Fact]
    public void Another_processor_is_another_machine()
    {
        SweepSamples other = Before with { Machine = Before.Machine with { Fingerprints = [Before.Machine.Fingerprints[0] with { Processor = "Intel Xeon", Cores = 4, MemoryGibibytes = 64, Gpus = "2 x A100", Driver = "570" }] } };

        Assert.Equal(
            ["processor: AMD EPYC 9B45 against Intel Xeon", "cores: 2 against 4", "memory: about 32 GiB against about 64 GiB", "GPUs: unknown against 2 x A100", "driver: unknown against 570"],
            SweepComparison.Of(Before, other).MachineDifferences);
        Assert.Empty(SweepComparison.Of(Before, Before).MachineDifferences);
    }

    [Fact]
    public void Unknown_machines_are_not_taken_for_alike()
    {
        SweepSamples unknown = SweepSamples.Of(Sweeps.OneRepeat().Report());

        Assert.Equal(["machine.json: not there for all of both"], SweepComparison.Of(unknown, unknown).MachineDifferences);
    }

    [Fact]
    public void A_merged_sweep_is_of_all_of_its_machines()
    {
        SweepFolder folder = Sweep("merged", 1, 1).Folder();
        MachineDescription other = folder.Machine! with { Cores = 64 };
        SpeedupReport merged = SpeedupReport.Build(folder with { Shards = [Shard(folder.Machine), Shard(other)] });

        Assert.Equal(["cores: 2 against 2 and 64"], SweepComparison.Of(Before, SweepSamples.Of(merged)).MachineDifferences);

        static MergedShard Shard(MachineDescription machine) => new() { SweepId = machine.Cores.ToString(System.Globalization.CultureInfo.InvariantCulture), Runs = 3, Machine = machine };
    }

    /// <summary>Each cell by itself would be called changed in one of twenty sweeps, so that of twenty cells one usually would.</summary>
    [Fact]
    public void Nothing_is_called_changed_for_being_one_of_many()
    {
        var random = new Random(3);
        double[] Rates() => [.. Enumerable.Range(0, 4).Select(_ => 100 * Math.Exp(Normal.Sample(random, 0, 0.02)))];
        CellSamples[] Cells() => [.. Enumerable.Range(0, 20).Select(cell => new CellSamples($"{cell}", $"{cell}", Rates(), [], 1))];

        SweepComparison[] comparisons = [.. Enumerable.Range(0, 400).Select(_ => SweepComparison.Of(Before with { Cells = Cells() }, Before with { Cells = Cells() }))];

        Assert.InRange(comparisons.Count(of => of.HasRegressed) / 400.0, 0, 0.06);
        Assert.InRange(comparisons.Count(of => of.Cells.Any(cell => cell.Speed!.Interval is { High: < 1 })) / 400.0, 0.25, 0.6);
    }

    [Fact]
    public void A_stored_baseline_is_read_as_it_was_written()
    {
        string json = JsonSerializer.Serialize(Before, SamplesJson.Default.SweepSamples);

        SweepComparison comparison = SweepComparison.Of(JsonSerializer.Deserialize(json, SamplesJson.Default.SweepSamples)!, Before);

        Assert.Equal(Before.Cells.Count, comparison.Cells.Count);
        Assert.All(comparison.Cells, cell => Assert.Equal(cell.Before.ImagesPerSecond, cell.After.ImagesPerSecond));
        Assert.Empty(comparison.MachineDifferences);
    }

    [Fact]
    public void Regressions_are_annotations_of_GitHub_on_one_line_each_and_not_more_than_it_shows()
    {
        CellSamples before = new("x", "a\nb 100 %", [100, 101], [], 1);
        SweepSamples slow = Before with { Cells = [.. Enumerable.Range(0, 12).Select(index => before with { CellId = $"{index}", ImagesPerSecond = [50, 51] })] };
        SweepSamples fast = Before with { Cells = [.. Enumerable.Range(0, 12).Select(index => before with { CellId = $"{index}" })] };

        string[] annotations = [.. ComparisonAnnotations.Of(SweepComparison.Of(fast, slow)).Select(annotation => annotation.ToString())];

        Assert.Equal(10, annotations.Length);
        Assert.StartsWith("::error title=Regressed::a%0Ab 100 %25: speed x0.50 (x", annotations[0], StringComparison.Ordinal);
        Assert.Equal("::error title=Regressed::3 more cells regressed.", annotations[9]);
    }

    private static SweepBuilder Sweep(string name, double fp32, double mixed) => new SweepBuilder("devices", "amp") { Name = name }
        .Cell(new(1), (117 * fp32, 0.90), (118 * fp32, 0.91), (116 * fp32, 0.89))
        .Cell(new(1, Amp: Amp.On), (171 * mixed, 0.90), (170 * mixed, 0.88), (173 * mixed, 0.91));
}
