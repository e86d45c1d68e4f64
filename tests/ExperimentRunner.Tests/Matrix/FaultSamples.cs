using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>For each kind of fault a matrix that has it and nothing else wrong.</summary>
internal static class FaultSamples
{
    /// <summary>These need a disk, two bytes more than fit here, or images to be counted; they are tested by themselves.</summary>
    public static IReadOnlyList<FaultKind> TestedElsewhere { get; } = [FaultKind.UnreadableFile, FaultKind.FileTooLarge, FaultKind.SameRunId];

    public static IReadOnlyList<FaultSample> All { get; } =
    [
        Of(FaultKind.BrokenYaml, "name: x\nmatrix: { devices: [1, 2"),
        Of(FaultKind.BrokenYaml, Matrix("batch_per_device: *nothing")),
        Of(FaultKind.ExpandsTooFar, Matrix("batch_per_device: &batch [*batch]")),
        Of(FaultKind.UnusedYamlFeature, Matrix("batch_per_device: !!int 16")),
        Of(FaultKind.UnusedYamlFeature, Matrix("batch_per_device: 16") + "\n---\nname: y"),
        Of(FaultKind.UnusedYamlFeature, Matrix("batch_per_device: 16") + "\n[devices]: 1"),
        Of(FaultKind.BadOverride, TestMatrix.Small, "train.epochs"),
        Of(FaultKind.UnknownKey, TestMatrix.Small + "\ntrian: { epochs: 1 }"),
        Of(FaultKind.UnknownKey, TestMatrix.Small + "\nepochs: 1"),
        Of(FaultKind.UnknownKey, Matrix("batch_per_device: 16\n  accumulate: [1, 2]")),
        Of(FaultKind.UnknownKey, TestMatrix.Small, "train.epoch=1"),
        Of(FaultKind.RepeatedKey, TestMatrix.Small + "\nname: again"),
        Of(FaultKind.MissingKey, "matrix: { batch_per_device: 16 }"),
        Of(FaultKind.MissingKey, "name: x"),
        Of(FaultKind.WrongType, ""),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: [epochs, 3]"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: { epochs: }"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: { epochs: '3' }"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: { epochs: 2.5 }"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: { epochs: 010 }"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\ntrain: { drop_last: yes }"),
        Of(FaultKind.WrongType, TestMatrix.Small + "\nbaseline: {}"),
        Of(FaultKind.WrongType, Matrix("batch_per_device: 16\n  include: { devices: 2 }")),
        Of(FaultKind.OutOfRange, Matrix("batch_per_device: 0")),
        Of(FaultKind.OutOfRange, TestMatrix.Small + "\ntrain: { base_lr: 0 }"),
        Of(FaultKind.OutOfRange, TestMatrix.Small + "\ntrain: { epochs: 99999999999999999999 }"),
        Of(FaultKind.OutOfRange, TestMatrix.Small + "\nlimits: { run_timeout: 1000h }"),
        Of(FaultKind.OutOfRange, TestMatrix.Small, "repeats=0"),
        Of(FaultKind.NotFinite, TestMatrix.Small + "\ntrain: { weight_decay: .inf }"),
        Of(FaultKind.NotFinite, TestMatrix.Small + "\ntrain: { weight_decay: 1e999 }"),
        Of(FaultKind.NotFinite, TestMatrix.Small + "\ntrain: { base_lr: NaN }"),
        Of(FaultKind.UnknownName, Matrix("batch_per_device: 16\n  lr_rule: [liner]")),
        Of(FaultKind.UnknownName, TestMatrix.Small, "backend=gpu"),
        Of(FaultKind.BadSweepName, TestMatrix.Small, "name=../up"),
        Of(FaultKind.BadDuration, TestMatrix.Small + "\nlimits: { run_timeout: 30 minutes }"),
        Of(FaultKind.NotSupportedYet, TestMatrix.Small + "\nmodel: { name: resnet50 }"),
        Of(FaultKind.EmptyAxis, Matrix("batch_per_device: 16\n  devices: []")),
        Of(FaultKind.BatchNotShared, Matrix("devices: [1, 8]\n  global_batch: [64, 100]")),
        Of(FaultKind.BatchNotShared, Matrix("devices: 2\n  train.accumulate: 3\n  global_batch: 64")),
        Of(FaultKind.RepeatedValue, Matrix("batch_per_device: 16\n  train.base_lr: [0.05, 5e-2]")),
        Of(FaultKind.TwoBatchAxes, Matrix("batch_per_device: 16\n  global_batch: 16")),
        Of(FaultKind.MissingBatch, Matrix("devices: [1, 2]")),
        Of(FaultKind.ContradictingBatches, Matrix("include:\n    - { devices: 2, batch_per_device: 16, global_batch: 64 }")),
        Of(FaultKind.GlobalBatchTooLarge, Matrix("devices: 1024\n  batch_per_device: 65536"), "data.train_images=9999999", "train.drop_last=false"),
        Of(FaultKind.BeyondTable, Matrix("devices: [1, 16]\n  batch_per_device: 16\n  lr_rule: [none, table]")),
        Of(FaultKind.BatchBeyondImages, Matrix("devices: [1, 2]\n  batch_per_device: 256")),
        Of(FaultKind.UselessExclude, Matrix("devices: [1, 2]\n  batch_per_device: 16\n  exclude: [{ devices: 4 }]")),
        Of(FaultKind.NoSuchAxis, Matrix("devices: [1, 2]\n  batch_per_device: 16\n  exclude: [{ amp: on }]")),
        Of(FaultKind.NoCells, Matrix("devices: [1, 2]\n  batch_per_device: 16\n  exclude: [{ batch_per_device: 16 }]")),
        Of(FaultKind.SameCellTwice, Matrix("batch_per_device: 16\n  devices: [1, 2]\n  include:\n    - { devices: 2, global_batch: 32 }")),
        Of(FaultKind.TooManyRuns, Matrix("batch_per_device: 16\n  devices: [1, 2]"), "repeats=1000", $"matrix.threads_per_device=[{string.Join(',', Enumerable.Range(1, 6))}]"),
        Of(FaultKind.TooManyRuns, Matrix("batch_per_device: 16"), $"matrix.threads_per_device=[{string.Join(',', Enumerable.Range(1, 1000))}]", $"matrix.devices=[{string.Join(',', Enumerable.Range(1, 1000))}]"),
        Of(FaultKind.BaselineIsNoCell, TestMatrix.Small + "\nbaseline: { devices: 4 }"),
        Of(FaultKind.BaselineIsNoCell, Matrix("devices: [1, 2]\n  batch_per_device: 16\n  exclude: [{ devices: 1 }]")),
        Of(FaultKind.BaselineIsNoCell, Matrix("devices: [1, 2]\n  batch_per_device: 16\n  amp: [off, on]\n  exclude: [{ devices: 1, amp: on }]") + "\nbaseline: { amp: on }"),
        Of(FaultKind.BaselineIsSeveralCells, Matrix("devices: 2\n  batch_per_device: 16\n  include:\n    - { global_batch: 32, devices: 2, train.epochs: 5 }") + "\nbaseline: { devices: 2, batch_per_device: 16 }"),
        Of(FaultKind.MissingFolder, TestMatrix.Small, "data.source=image_folder", "data.path=../fruits"),
        Of(FaultKind.MissingPath, TestMatrix.Small, "data.source=image_folder"),
        Of(FaultKind.MissingWeights, TestMatrix.Small + "\nmodel: { weights: imagenet.pth }"),
        Of(FaultKind.UnknownFileKind, TestMatrix.Small + "\nmodel: { weights: imagenet }"),
        Of(FaultKind.UnusedPath, Matrix("batch_per_device: 16") + "\ndata: { path: fruits }"),
        Of(FaultKind.NesterovWithoutMomentum, TestMatrix.Small + "\ntrain: { nesterov: true, momentum: 0 }"),
        Of(FaultKind.NesterovWithoutMomentum, Matrix("batch_per_device: 16\n  train.nesterov: [false, true]\n  train.optimizer: [sgd, adamw]")),
        Of(FaultKind.StopWithoutTarget, Matrix("batch_per_device: 16") + "\ntrain: { stop_at_target: true }"),
        Of(FaultKind.BadExpression, Matrix("batch_per_device: 16\n  where: devices < on")),
        Of(FaultKind.ExpectationOfNoCell, TestMatrix.Small + "\nexpect: accuracy(devices=4) >= 90%"),
        Of(FaultKind.ExpectationWithoutTarget, TestMatrix.Small + "\nexpect: time_to_target(devices=2) <= 1h"),
        Of(FaultKind.RepeatsUpsideDown, TestMatrix.Small + "\nrepeats: { min: 4, max: 2, until: 1% }"),
        Of(FaultKind.UntimedRepeats, TestMatrix.Small + "\nrepeats: { min: 2, max: 4, until: 1% }\ntiming: packed"),
    ];

    private static string Matrix(string axes) => $"name: x\nmatrix:\n  {axes}";

    private static FaultSample Of(FaultKind kind, string yaml, params string[] overrides) => new(kind, yaml, overrides);
}
