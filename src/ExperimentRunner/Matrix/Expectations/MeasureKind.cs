using System.Text.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Expectations;

/// <summary>How a measure is written in <c>expect</c>.</summary>
internal sealed record MeasureKind(Measure Measure, IReadOnlyList<Unit> Units, string Example)
{
    private static readonly Unit[] Ratio = [new("", 1), new("x", 1)];
    private static readonly Unit[] Share = [new("%", 0.01), new("", 1)];
    private static readonly Unit[] Points = [new("pp", 0.01), new("%", 0.01), new("", 1)];
    private static readonly Unit[] Time = [new("s", 1), new("ms", 0.001), new("m", 60), new("h", 3600)];
    private static readonly Unit[] Bytes = [new("MiB", 1 << 20), new("GiB", 1 << 30)];

    public static IReadOnlyList<MeasureKind> All { get; } =
    [
        new(Measure.Speedup, Ratio, "speedup(devices=2) >= 1.6"),
        new(Measure.Efficiency, Share, "efficiency(devices=2) >= 90%"),
        new(Measure.ImagesPerSecond, [new("", 1)], "images_per_second(devices=2) >= 200"),
        new(Measure.StepTime, Time, "step_time(devices=1) <= 150ms"),
        new(Measure.Accuracy, Share, "accuracy() >= 95%"),
        new(Measure.AccuracyDrop, Points, "accuracy_drop(amp=on) <= 0.5pp"),
        new(Measure.TimeToTarget, Time, "time_to_target(devices=2) <= 10m"),
        new(Measure.PeakMemory, Bytes, "peak_memory() <= 4GiB"),
    ];

    public static MeasureKind Of(Measure measure) => All.First(kind => kind.Measure == measure);

    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(Measure.ToString());

    /// <summary>It is about a cell beside its reference cell.</summary>
    public bool IsOfPair => Measure is Measure.Speedup or Measure.Efficiency or Measure.AccuracyDrop;
}
