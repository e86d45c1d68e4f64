namespace ExperimentRunner.Matrix.Settings;

/// <summary>How a run is spread over devices, and what is made of its batch.</summary>
internal static class CellSettings
{
    public static Setting Devices { get; } = SettingOf.Whole(
        "devices", 1, 1024, "Replicas that exchange gradients.",
        spec => spec.Devices, (spec, value) => spec with { Devices = value });

    public static Setting BatchPerDevice { get; } = SettingOf.Whole(
        "batch_per_device", 1, 65_536, "Images of one device in one micro-batch.",
        spec => spec.BatchPerDevice, (spec, value) => spec with { BatchPerDevice = value });

    /// <summary>Needs devices and accumulate, so it is applied after them.</summary>
    public static Setting GlobalBatch { get; } = SettingOf.Whole(
        "global_batch", 1, 16_777_216, "Images of one optimizer step: batch_per_device x devices x train.accumulate.",
        spec => spec.GlobalBatch, (spec, value) => spec with { BatchPerDevice = value / (spec.Devices * spec.Train.Accumulate) });

    public static Setting LrRule { get; } = SettingOf.Choice(
        "lr_rule", "How the base learning rate grows with the global batch.",
        spec => spec.LrRule, (spec, value) => spec with { LrRule = value });

    public static Setting Amp { get; } = SettingOf.Choice(
        "amp", "Mixed precision: on is the best that the device has.",
        spec => spec.Amp, (spec, value) => spec with { Amp = value });

    public static Setting Backend { get; } = SettingOf.Choice(
        "backend", "Where replicas live.",
        spec => spec.Backend, (spec, value) => spec with { Backend = value });

    public static Setting ThreadsPerDevice { get; } = SettingOf.Whole(
        "threads_per_device", 1, 1024, "CPU threads of each device; a GPU ignores it.",
        spec => spec.ThreadsPerDevice, (spec, value) => spec with { ThreadsPerDevice = value });
}
