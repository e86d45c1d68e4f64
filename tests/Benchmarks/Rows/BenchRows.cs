using Benchmarks.Contenders;
using Benchmarks.Measuring;
using ExperimentRunner.Runs.Specs;

namespace Benchmarks.Rows;

/// <summary>What we ask of the trainer, and how much of it we want.</summary>
internal static class BenchRows
{
    private const double Giga = 1e-9;
    private const double Mega = 1e-6;

    /// <param name="missing">Why contenders of a kind can't be measured here.</param>
    public static IReadOnlyList<BenchRow> Of(ContenderSpecs specs, MissingParts missing)
    {
        Contender fp32 = specs.Trainer(2, Amp.Off, 64);
        Contender bf16 = specs.Trainer(2, Amp.Bf16, 64);
        Contender largeFp32 = specs.Trainer(2, Amp.Off, 224);
        Contender largeBf16 = specs.Trainer(2, Amp.Bf16, 224);
        return
        [
            Speed("against PyTorch DDP/gloo, tuned, fp32", 1.6, fp32, specs.Peer(isTuned: true, Amp.Off)) with { LeftOut = missing.Peer },
            Speed("against PyTorch DDP/gloo, tuned, bf16 + channels_last", 1.7, bf16, specs.Peer(isTuned: true, Amp.Bf16)) with { LeftOut = missing.Peer },
            Speed("against PyTorch DDP/gloo as installed, fp32", 5, fp32, specs.Peer(isTuned: false, Amp.Off)) with { LeftOut = missing.Peer },
            Speed("scaling efficiency, 2 devices against 1, fp32", 0.95, fp32, specs.Trainer(1, Amp.Off, 64)) with { Divisor = 2 },
            Speed("scaling efficiency, 2 devices against 1, bf16", 0.95, bf16, specs.Trainer(1, Amp.Bf16, 64)) with { Divisor = 2 },
            Speed("bf16 against fp32, 224 px", 1.9, largeBf16, largeFp32) with { LeftOut = missing.NativeBf16 },
            Flops("FLOP/s of the 3x3 convolution's peak, fp32, 224 px", 0.80, largeFp32, ContenderSpecs.ConvolutionPeak(Amp.Off)),
            Flops("FLOP/s of the 3x3 convolution's peak, bf16, 224 px", 0.60, largeBf16, ContenderSpecs.ConvolutionPeak(Amp.Bf16)) with { LeftOut = missing.NativeBf16 },
            Share("exchange + optimizer, share of a step, fp32", 0.04, fp32, measurement => measurement.ExchangeAndOptimizerShare),
            Share("the same with waiting for the slower device", 0.04, fp32, measurement => measurement.ExchangeAndOptimizerShare + measurement.ReplicaWaitShare),
            Share("data wait, share of a step, image folder, from epoch 2 on", 0.02, specs.TrainerOnFolder(), measurement => measurement.DataWaitShare) with { LeftOut = missing.ImageFolder },
            new("loader alone (crop, flip, normalise), images/s a core, 64 px", Goal.AtLeast(20_000), ContenderSpecs.Loader(), Against: null, measurement => measurement.ImagesPerSecond, "images/s") { Format = "0" },
            new("peak memory (PSS) against PyTorch DDP's two processes, fp32", Goal.AtMost(0.8), specs.TrainerMemory(), specs.PeerMemory(), measurement => measurement.PeakMemoryBytes, "MB")
            {
                Scale = Mega,
                LeftOut = missing.Peer,
            },
        ];
    }

    private static BenchRow Speed(string question, double wanted, Contender subject, Contender against) =>
        new(question, Goal.AtLeast(wanted), subject, against, measurement => measurement.ImagesPerSecond, "images/s");

    private static BenchRow Flops(string question, double wanted, Contender subject, Contender against) =>
        new(question, Goal.AtLeast(wanted), subject, against, measurement => measurement.FlopsPerSecond, "GFLOP/s") { Scale = Giga };

    private static BenchRow Share(string question, double wanted, Contender subject, Func<Measurement, double?> figure) =>
        new(question, Goal.AtMost(wanted), subject, Against: null, figure, "of a step") { Format = "0.0 %" };
}
