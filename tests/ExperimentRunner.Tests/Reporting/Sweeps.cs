using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>Hand-made sweeps, one for each thing that a report has to tell.</summary>
internal static class Sweeps
{
    public static IReadOnlyDictionary<string, Func<SweepBuilder>> All { get; } = new Dictionary<string, Func<SweepBuilder>>
    {
        [nameof(CleanScaling)] = CleanScaling,
        [nameof(NegativeScaling)] = NegativeScaling,
        [nameof(OneDevice)] = OneDevice,
        [nameof(MixedFailures)] = MixedFailures,
        [nameof(Expecting)] = Expecting,
        [nameof(AmpFallback)] = AmpFallback,
        [nameof(BaselineFailed)] = BaselineFailed,
        [nameof(OneRepeat)] = OneRepeat,
        [nameof(AllFailed)] = AllFailed,
        [nameof(Unfinished)] = Unfinished,
        [nameof(StrongAndWeak)] = StrongAndWeak,
        [nameof(ManyAxes)] = ManyAxes,
        [nameof(Differing)] = Differing,
        [nameof(NonAscii)] = NonAscii,
        [nameof(Probed)] = Probed,
    };

    public static SweepBuilder CleanScaling() => new SweepBuilder("devices", "amp")
        .Cell(new(1), (117, 0.90), (118, 0.91), (116, 0.89))
        .Cell(new(2), (226, 0.90), (229, 0.89), (227, 0.91))
        .Cell(new(4), (300, 0.78), (303, 0.77), (298, 0.79))
        .Cell(new(1, Amp: Amp.On), (171, 0.90), (170, 0.88), (173, 0.91))
        .Cell(new(2, Amp: Amp.On), (290, 0.90), (292, 0.90), (285, 0.89))
        .Cell(new(4, Amp: Amp.On), (352, 0.75), (350, 0.77), (356, 0.76));

    public static SweepBuilder NegativeScaling() => new SweepBuilder("devices")
        .Cell(new(1), (117, 0.90), (118, 0.91), (116, 0.89))
        .Cell(new(2), (131, 0.90), (129, 0.91), (130, 0.91))
        .Cell(new(4), (88, 0.88), (90, 0.87), (84, 0.89))
        .Cell(new(8), (41, 0.71), (40, 0.75), (44, 0.73));

    public static SweepBuilder OneDevice() => new SweepBuilder("batch_per_device", "lr_rule")
        .Cell(new(1, 16, LrRule: LearningRateRule.None), (101, 0.90), (103, 0.91))
        .Cell(new(1, 32, LrRule: LearningRateRule.None), (117, 0.86), (118, 0.88))
        .Cell(new(1, 32, LrRule: LearningRateRule.Sqrt), (117.5, 0.91), (116, 0.90))
        .Cell(new(1, 64, LrRule: LearningRateRule.Sqrt), (121, 0.89), (121.5, 0.90));

    /// <summary>Loader threads that take cores from one device, waiting for data on two, exchange that is no loss on four, and a probe that failed.</summary>
    public static SweepBuilder Probed() => new SweepBuilder("devices")
        .Cell(new(1), (117, 0.90), (118, 0.91), (116, 0.89))
        .Cell(new(2), Spending(0.2, 0.03, 190), Spending(0.2, 0.03, 194), Spending(0.2, 0.03, 191))
        .Cell(new(4), Spending(0.02, 0.2, 300), Spending(0.02, 0.2, 303), Spending(0.02, 0.2, 298))
        .Probe(new(1), ProbeKind.NoData, Run.Probed(130), Run.Probed(131), Run.Probed(129))
        .Probe(new(2), ProbeKind.NoData, Run.Probed(229), Run.Probed(233), Run.Probed(230))
        .Probe(new(4), ProbeKind.NoData, Run.Failed(FailureKind.OutOfMemory, "Out of memory."), Run.Failed(FailureKind.OutOfMemory, "Out of memory."), Run.NotStarted)
        .Probe(new(2), ProbeKind.NoExchange, Run.Probed(195), Run.Probed(187), Run.Probed(196))
        .Probe(new(4), ProbeKind.NoExchange, Run.Probed(303), Run.Probed(305), Run.Probed(301));

    public static SweepBuilder MixedFailures() => new SweepBuilder("devices", "amp")
        .Cell(new(1, Target: 0.85), ToTarget(117, 0.90), ToTarget(118, 0.91), Run.Failed(FailureKind.Timeout, "Took longer than 30 min and was ended."))
        .Cell(new(2, Target: 0.85), ToTarget(226, 0.90), Run.Cancelled("SIGINT"), Run.NotStarted)
        .Cell(new(4, Target: 0.85), OutOfMemory(), OutOfMemory(), OutOfMemory())
        .Cell(new(1, Amp: Amp.On, Target: 0.85), Fallback(116, 0.90), Run.Broken("{"), Run.Interrupted(20))
        .Cell(new(2, Amp: Amp.On, Target: 0.85), Run.Failed(FailureKind.Diverged, "The loss became NaN in step 12."), Run.Failed(FailureKind.Crash, "Ended by signal 11."), Run.NotStarted)
        .Cell(new(4, Amp: Amp.On, Target: 0.85), Run.NotStarted, Run.NotStarted, Run.NotStarted);

    public static SweepBuilder Expecting() => new SweepBuilder("devices")
    {
        Expectations =
        [
            Expect("speedup(devices=2) >= 1.6", Measure.Speedup, "2", Comparison.AtLeast, 1.6),
            Expect("speedup(devices=4) >= 1.6", Measure.Speedup, "4", Comparison.AtLeast, 1.6),
            Expect("accuracy_drop(devices=2) <= 0.5pp", Measure.AccuracyDrop, "2", Comparison.AtMost, 0.005),
        ],
    }
        .Cell(new(1), (117, 0.90), (118, 0.91), (116, 0.89))
        .Cell(new(2), (226, 0.90), (229, 0.89), (227, 0.91))
        .Cell(new(4), (120, 0.90), (121, 0.89), (119, 0.91));

    /// <summary>Of 2,500 cells with 4 repeats, or as many as wanted.</summary>
    public static SweepBuilder Huge(int cells = 2500)
    {
        var sweep = new SweepBuilder("devices", "batch_per_device", "lr_rule", "amp");
        for (int cell = 0; cell < cells; cell++)
        {
            double speed = (100 + (cell % 97)) * Math.Sqrt(1 << (cell % 4));
            sweep.Cell(
                new(1 << (cell % 4), 1 + (cell / 16), (Amp)(cell / 4 % 2), (LearningRateRule)(cell / 8 % 2)),
                (speed, 0.8), (speed * 1.01, 0.81), (speed * 0.99, 0.79), (speed * 1.02, 0.8));
        }

        return sweep;
    }

    public static SweepBuilder AmpFallback() => new SweepBuilder("amp")
        .Cell(new(1), (117, 0.90), (118, 0.91))
        .Cell(new(1, Amp: Amp.On), Fallback(116, 0.90), Fallback(117.5, 0.91));

    public static SweepBuilder BaselineFailed() => new SweepBuilder("devices")
        .Cell(new(1), OutOfMemory(), OutOfMemory())
        .Cell(new(2), (226, 0.90), (229, 0.89))
        .Cell(new(4), (300, 0.78), (303, 0.77));

    public static SweepBuilder OneRepeat() => new SweepBuilder("devices", "amp") { Git = null, Machine = null }
        .Cell(new(1), FewSteps(117, 0.90))
        .Cell(new(2), FewSteps(226, 0.88))
        .Cell(new(1, Amp: Amp.On), FewSteps(171, 0.90))
        .Cell(new(2, Amp: Amp.On), FewSteps(290, 0.89));

    public static SweepBuilder AllFailed() => new SweepBuilder("devices")
        .Cell(new(1), Run.Failed(FailureKind.BadData, "The folder data/fruit holds no class folders."))
        .Cell(new(2), Run.Failed(FailureKind.BadData, "The folder data/fruit holds no class folders."));

    public static SweepBuilder Unfinished() => new SweepBuilder("devices") { Git = new("4dc1b3a9e0", "speed", IsDirty: true) }
        .Cell(new(1), Run.Finished(117, 0.90), Run.Finished(118, 0.91), Run.Interrupted(20))
        .Cell(new(2), Run.Finished(226, 0.90), Run.Failed(FailureKind.Timeout, "Took longer than 30 min and was ended."), Run.NotStarted)
        .Cell(new(4), Run.Interrupted(0), Run.NotStarted, Run.NotStarted)
        .Cell(new(8), Run.NotStarted, Run.NotStarted, Run.NotStarted)
        .Cell(new(16), Run.Cancelled("SIGINT"), Run.Broken("{ \"version\": 1,"), Run.NotStarted);

    public static SweepBuilder StrongAndWeak() => new SweepBuilder("devices", "batch_per_device")
        .Cell(new(1, 64), (120, 0.90), (121, 0.90))
        .Cell(new(2, 64), (231, 0.90), (235, 0.91))
        .Cell(new(1, 32), (117, 0.91), (118, 0.90))
        .Cell(new(2, 32), (226, 0.90), (229, 0.89))
        .Cell(new(4, 16), (290, 0.90), (280, 0.91));

    public static SweepBuilder ManyAxes() => new SweepBuilder("devices", "batch_per_device", "lr_rule", "amp")
        .Cell(new(1, 32), (117, 0.90), (118, 0.91))
        .Cell(new(2, 64, LrRule: LearningRateRule.Sqrt), (226, 0.90), (229, 0.89))
        .Cell(new(2, 64, LrRule: LearningRateRule.Sqrt, Amp: Amp.Bf16), (1290, 0.90), (1310, 0.89));

    public static SweepBuilder Differing() => new SweepBuilder("devices")
        .Cell(new(1), Run.Finished(117, 0.90), Run.Finished(118, 0.91))
        .Cell(new(2), OtherBatch(226, 0.90), OtherBatch(229, 0.89));

    public static SweepBuilder NonAscii() => new SweepBuilder("devices", "weights") { Name = "früchte|<b>" }
        .Cell(new(1), Warned(117, 0.90, "Ausgelassen: pêche_1.jpg, 桃|2.jpg, <script>alert(1)</script>", "see *here* [x](y) `rm` #12 @all"))
        .Cell(new(2, Weights: "モデル/桃🍑.safetensors"), Warned(201, 0.91))
        .Cell(new(2, Weights: "=cmd|' /C calc'!A0"), (205, 0.90))
        .Cell(new(2, Weights: "<img src=x onerror=alert(1)>"), Run.Failed(
            FailureKind.Crash,
            "Größe stimmt nicht: `x|y` <3\r\nzweite Zeile 🍑",
            "\u001b[31mUnhandled exception\u001b[0m: Größe | <tag> & `code`",
            "```",
            "   at Φ.Ψ()"));

    private static Expectation Expect(string text, Measure measure, string devices, Comparison comparison, double bound) =>
        new() { Text = text, Measure = measure, Cells = [new("devices", devices)], Comparison = comparison, Bound = bound };

    private static RunSetup ToTarget(double imagesPerSecond, double accuracy) => Run.Finished(imagesPerSecond, accuracy, result => result with { Target = TargetReach.Of(0.85, result.Epochs) });

    private static RunSetup OutOfMemory() => Run.Failed(
        FailureKind.OutOfMemory,
        "Out of memory: 1.50 GiB asked for, 0.80 GiB free.",
        "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory",
        "   at TorchSharp.torch.CheckForErrors()");

    private static RunSetup Fallback(double imagesPerSecond, double accuracy) => Run.Finished(imagesPerSecond, accuracy, result => result with
    {
        Used = result.Used! with { Precision = Precision.Fp32 },
        Warnings = ["amp: on, but this processor computes neither bf16 nor fp16; fp32 is used."],
    });

    private static RunSetup FewSteps(double imagesPerSecond, double accuracy) => Run.Finished(imagesPerSecond, accuracy, result => result with
    {
        Timing = result.Timing! with { MeasuredSteps = 9 },
        PeakMemoryBytes = null,
    });

    private static RunSetup OtherBatch(double imagesPerSecond, double accuracy) => Run.Finished(imagesPerSecond, accuracy, result => result with
    {
        Used = result.Used! with { BatchPerDevice = 16, GlobalBatch = 32, LearningRate = 0.05, DeviceName = "Intel Xeon 6780E", TestImages = 159 },
    });

    private static RunSetup Warned(double imagesPerSecond, double accuracy, params string[] warnings) =>
        Run.Finished(imagesPerSecond, accuracy, result => result with { Warnings = warnings });

    private static RunSetup Spending(double dataWait, double exchange, double imagesPerSecond) => Run.Finished(imagesPerSecond, 0.9, result => result with
    {
        Timing = result.Timing! with { Split = new StepSplit(dataWait, 0.3 - dataWait, 0.68 - exchange, exchange, 0.02) },
    });
}
