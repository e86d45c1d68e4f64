using System.Text.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

public sealed class JsonReportTests
{
    private static readonly string[] ReportFields = ["version", "sweep_id", "name", "baseline", "machine", "git", "cells"];

    private static readonly string[] CellFields =
    [
        "cell_id", "devices", "batch_per_device", "global_batch", "lr_rule", "amp", "precision", "repeats", "images_per_second", "images_per_second_min",
        "images_per_second_max", "speedup", "efficiency", "accuracy", "best_accuracy", "status", "axes", "run_ids",
    ];

    [Fact]
    public Task A_sweep_with_and_without_figures_is_written_in_full() => Verifier.Verify(JsonText.Of(Sweeps.BaselineFailed().Report()), "json");

    public static TheoryData<string> AllSweeps => new(Sweeps.All.Keys);

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public void Every_report_and_every_cell_has_the_fields_that_programs_read(string name)
    {
        using JsonDocument report = Read(Sweeps.All[name]());

        JsonElement[] cells = [.. report.RootElement.GetProperty("cells").EnumerateArray()];

        Assert.NotEmpty(cells);
        Assert.All(ReportFields, field => Assert.True(report.RootElement.TryGetProperty(field, out _), field));
        Assert.All(cells, cell => Assert.All(CellFields, field => Assert.True(cell.TryGetProperty(field, out _), field)));
    }

    [Fact]
    public void Unknown_figures_are_null()
    {
        using JsonDocument report = Read(Sweeps.AllFailed());

        JsonElement cell = report.RootElement.GetProperty("cells")[0];

        Assert.Equal(JsonValueKind.Null, cell.GetProperty("images_per_second").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("speedup").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("accuracy").ValueKind);
        Assert.Equal("failed", cell.GetProperty("status").GetString());
    }

    [Fact]
    public void Figures_that_are_not_numbers_are_unknown()
    {
        RunSetup broken = Run.Finished(117, 0.9, result => result with
        {
            Timing = result.Timing! with
            {
                ImagesPerSecond = double.NaN,
                StepSecondsMedian = double.PositiveInfinity,
                StepSecondsP95 = 0,
                WallSeconds = double.NaN,
                Split = new StepSplit(double.NaN, 1, 1, 1, 1),
            },
        });

        using JsonDocument report = Read(new SweepBuilder("devices").Cell(new(1), broken).Cell(new(2), broken));

        JsonElement cell = report.RootElement.GetProperty("cells")[0];
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("images_per_second").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("step_seconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("time_shares").ValueKind);
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("wall_seconds").ValueKind);
    }

    [Fact]
    public void The_precision_is_the_one_that_was_used()
    {
        using JsonDocument report = Read(Sweeps.AmpFallback());

        JsonElement asked = report.RootElement.GetProperty("cells")[1];

        Assert.Equal("on", asked.GetProperty("amp").GetString());
        Assert.Equal("fp32", asked.GetProperty("precision").GetString());
    }

    private static JsonDocument Read(SweepBuilder sweep) => JsonDocument.Parse(JsonText.Of(sweep.Report()));
}
