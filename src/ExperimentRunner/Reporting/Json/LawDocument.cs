using ExperimentRunner.Reporting.Scaling.Laws;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A law of scaling: fitted, or <see cref="Refusal"/> says why not.</summary>
internal sealed record LawDocument
{
    public required string Law { get; init; }

    public required string? Refusal { get; init; }

    public required IReadOnlyList<LawParameter> Parameters { get; init; }

    public required int? Observations { get; init; }

    public required int? DegreesOfFreedom { get; init; }

    /// <summary>More numbers of devices than the law needs; else intervals are of noise alone.</summary>
    public required bool? IsChecked { get; init; }

    /// <summary>Standard deviation of a run around the law, relative.</summary>
    public required double? ResidualSpread { get; init; }

    public required IReadOnlyList<Prediction> Predictions { get; init; }

    public required PeakDevices? Peak { get; init; }

    public static LawDocument Of(LawFit fit)
    {
        LawFit.Fitted? fitted = fit as LawFit.Fitted;
        return new LawDocument
        {
            Law = fit.Law.Name,
            Refusal = (fit as LawFit.Refused)?.Reason,
            Parameters = fitted?.Parameters ?? [],
            Observations = fitted?.Observations,
            DegreesOfFreedom = fitted?.DegreesOfFreedom,
            IsChecked = fitted?.IsChecked,
            ResidualSpread = fitted?.ResidualSpread,
            Predictions = fitted?.Predictions ?? [],
            Peak = fitted?.Peak,
        };
    }
}
