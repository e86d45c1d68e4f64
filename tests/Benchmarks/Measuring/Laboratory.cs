using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>Measures contenders with what this machine has.</summary>
internal sealed class Laboratory(PeerInstallation? peer)
{
    /// <exception cref="MeasurementException">The process failed or left no figures.</exception>
    public Task<Measurement> MeasureAsync(Contender contender, CancellationToken cancellationToken) => contender switch
    {
        Contender.Trainer trainer => TrainerRun.MeasureAsync(trainer, cancellationToken),
        Contender.Peer other => (peer ?? throw new MeasurementException("There is no PyTorch to measure.")).MeasureAsync(other, cancellationToken),
        Contender.ConvolutionPeak peak => ConvolutionPeakRun.MeasureAsync(peak, cancellationToken),
        Contender.Loader loader => LoaderRun.MeasureAsync(loader, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(contender), contender, message: null),
    };
}
