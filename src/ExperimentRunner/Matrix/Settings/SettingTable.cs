using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>Every setting there is: what keys are known, what their values may be, and what they do to a run all come from here.</summary>
internal static class SettingTable
{
    public const string NoSection = "";

    /// <summary>In the order in which they are applied: what the global batch depends on comes before it.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        ModelSettings.Name, ModelSettings.Weights, ModelSettings.Stem, ModelSettings.Width, ModelSettings.ZeroInitResidual,
        DataSettings.Source, DataSettings.Path, DataSettings.ImageSize, DataSettings.Classes,
        DataSettings.TrainImages, DataSettings.TestImages, DataSettings.Augment, DataSettings.CropScale, DataSettings.ColorJitter, DataSettings.Workers,
        TrainSettings.Epochs, TrainSettings.BaseLr, TrainSettings.Momentum, TrainSettings.WeightDecay, TrainSettings.WarmupEpochs,
        TrainSettings.Accumulate, TrainSettings.Schedule, TrainSettings.StepEpochs, TrainSettings.StepGamma, TrainSettings.DropLast,
        TrainSettings.Parallel, TrainSettings.MemoryFormat, TrainSettings.SyncBatchNorm, TrainSettings.Optimizer, TrainSettings.Nesterov,
        TrainSettings.AdamBeta1, TrainSettings.AdamBeta2, TrainSettings.AdamEpsilon, TrainSettings.DecayNormAndBias, TrainSettings.LabelSmoothing,
        TrainSettings.Mixup, TrainSettings.EmaDecay, TrainSettings.Freeze, TrainSettings.TargetAccuracy, TrainSettings.StopAtTarget,
        TrainSettings.CheckpointEvery,
        CellSettings.Devices, CellSettings.BatchPerDevice, CellSettings.GlobalBatch, CellSettings.LrRule, CellSettings.Amp,
        CellSettings.Backend, CellSettings.ThreadsPerDevice,
    ];

    /// <summary>Names of all settings, as axes are named; those that most matrices vary come first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. All.OrderBy(setting => setting.Section != NoSection).Select(setting => setting.Name)];

    /// <summary>Sections of the matrix file that hold settings.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["model", "data", "train"];

    /// <summary>Settings that hold for all cells if they stand at the top level; the others there are axes only.</summary>
    public static IReadOnlyList<Setting> TopLevel { get; } = [CellSettings.Backend, CellSettings.ThreadsPerDevice];

    /// <summary>A run with nothing set; its batch is 0 because that one has no default.</summary>
    public static RunSpec Defaults { get; } = new()
    {
        Model = new(),
        Data = new(),
        Train = new(),
        Devices = 1,
        BatchPerDevice = 0,
        Amp = Amp.Off,
        LrRule = LearningRateRule.None,
        LrFactor = 1,
        Seed = 0,
    };

    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    public static IReadOnlyList<Setting> In(string section) => [.. All.Where(setting => setting.Section == section)];
}
