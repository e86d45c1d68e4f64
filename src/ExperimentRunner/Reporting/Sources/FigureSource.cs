namespace ExperimentRunner.Reporting.Sources;

/// <summary>What a figure of the report is made of.</summary>
/// <param name="Figure">As it is headed in the report.</param>
/// <param name="Fields">Files and fields.</param>
/// <param name="Computed">Over the repeats of a cell.</param>
internal sealed record FigureSource(string Figure, string Fields, string Computed)
{
    public static IReadOnlyList<FigureSource> All { get; } =
    [
        new("images/s", "result.json: timing.images_per_second", "geometric mean, t interval of the logarithms"),
        new("speedup, AMP gain, gain of an axis", "result.json: timing.images_per_second", "geometric mean of the ratios of runs with the same plan.json: runs.repeat, t interval of their logarithms"),
        new("efficiency", "speedup; run.json: devices", "speedup / (devices / reference's devices)"),
        new("serial fraction", "speedup; run.json: devices", "(1 / speedup - 1 / devices) / (1 - 1 / devices) (Karp and Flatt 1990)"),
        new("laws of scaling", "result.json: timing.images_per_second; run.json: devices; plan.json: runs.repeat", "least squares of the logarithms, a level for each repeat"),
        new("accuracy", "result.json: epochs, last: correct / test_images", "mean, t interval; test-set floor: Wilson's interval of the mean for test_images"),
        new("best accuracy", "result.json: epochs: correct / test_images", "mean of each run's highest"),
        new("difference of accuracy", "as accuracy", "mean of the differences of runs with the same plan.json: runs.repeat, t interval"),
        new("time, images and epochs to target", "result.json: target.seconds, target.images, target.epoch", "geometric mean of the runs that reached it"),
        new("as soon, = images/s, / images needed", "result.json: target.seconds, target.images", "ratios of runs with the same plan.json: runs.repeat, geometric mean"),
        new("step, p95", "result.json: timing.step_seconds_median, timing.step_seconds_p95", "median of the runs"),
        new("shares of a step", "result.json: timing.split", "sums over the runs / sum of all parts"),
        new("evaluation", "result.json: timing.evaluation_seconds, timing.wall_seconds", "evaluation / wall time, median of the runs"),
        new("shares of the time (bottlenecks)", "result.json: timing.split, timing.train_seconds, timing.evaluation_seconds", "shares of a step x train / (train + evaluation)"),
        new("measured ceilings", "result.json of runs whose run.json has probe: timing.images_per_second", "as speedup, of the probe against the cell"),
        new("peak memory", "result.json: peak_memory_bytes", "highest of the runs"),
        new("wall time", "result.json: timing.wall_seconds", "median of the runs"),
        new("device-hours a run", "result.json: used.devices, timing.wall_seconds", "geometric mean of devices x hours"),
        new("device-hours per million images", "result.json: used.devices, timing.images_per_second", "geometric mean of devices / images per second x 1,000,000 / 3,600"),
        new("device-hours to target", "result.json: used.devices, target.seconds", "geometric mean of devices x hours"),
        new("cost", "plan.json: price.per_device_hour", "device-hours x price"),
        new("drift", "result.json of the baseline: started, timing.images_per_second", "last run / first run"),
        new("ran in, asked and used", "result.json: used; run.json", "as told by the trainer"),
    ];
}
