using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>
/// Guesses the time of a run from its arithmetic and an assumed rate of the machine, as if devices shared the work without loss. Right
/// within a factor of a few; good enough to tell minutes from days.
/// </summary>
internal static class FlopEstimate
{
    /// <summary>Of one CPU thread in fp32; measured on AVX-512 cores with 64-pixel images: 112 images/s at 0.89 GFLOP.</summary>
    public const double CpuFlopsPerSecond = 100e9;

    /// <summary>What bf16 made of it on the same cores, which compute it natively.</summary>
    public const double CpuAmpSpeedup = 1.5;

    /// <summary>Assumed of one data-centre GPU that is fed well; a guess, not measured.</summary>
    public const double GpuFlopsPerSecond = 5e12;

    /// <summary>Assumed of tensor cores; a guess, not measured.</summary>
    public const double GpuAmpSpeedup = 2;

    /// <summary>Starting the process, drawing or decoding images, building the model.</summary>
    public static readonly TimeSpan StartUp = TimeSpan.FromSeconds(3);

    /// <summary>What no estimate exceeds.</summary>
    public static readonly double MostSeconds = TimeSpan.MaxValue.TotalSeconds / 2;

    public static TimeSpan Of(RunSpec spec, ImageCount images) => StartUp + TimeSpan.FromSeconds(Math.Min(ComputeSeconds(spec, spec.Train.Epochs, images), MostSeconds));

    /// <summary>Of training and evaluation alone; of two runs on one machine, the ratio is better than either.</summary>
    public static double ComputeSeconds(RunSpec spec, int epochs, ImageCount images)
    {
        double forward = ResNetFlops.Forward(spec.Model, spec.Data.ImageSize, spec.Data.Classes);
        double imagesOfAnEpoch = (ResNetFlops.TrainingPerForward * (double)images.Train) + images.Test;
        double imagesOfAll = spec.Probe is { Steps: var steps } ? ResNetFlops.TrainingPerForward * (double)steps * spec.GlobalBatch : imagesOfAnEpoch * epochs;
        return forward * imagesOfAll / (spec.Devices * DeviceFlopsPerSecond(spec));
    }

    private static double DeviceFlopsPerSecond(RunSpec spec) => spec.Backend switch
    {
        Backend.Cuda => GpuFlopsPerSecond * (spec.Amp == Amp.Off ? 1 : GpuAmpSpeedup),
        Backend.Cpu or Backend.Auto => CpuFlopsPerSecond * spec.ThreadsPerDevice * (spec.Amp is Amp.On or Amp.Bf16 ? CpuAmpSpeedup : 1),
    };
}
