namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>What came of fitting a law to a curve.</summary>
internal abstract record LawFit
{
    private LawFit()
    {
    }

    public required ScalingLaw Law { get; init; }

    public sealed record Fitted : LawFit
    {
        public required IReadOnlyList<LawParameter> Parameters { get; init; }

        /// <summary>Runs that the law was fitted to.</summary>
        public required int Observations { get; init; }

        /// <summary>Observations less a level for each repeat less parameters; 0 is an exact fit that nothing can be concluded from.</summary>
        public required int DegreesOfFreedom { get; init; }

        /// <summary>
        /// More numbers of devices than the law needs, so that it could have been found wrong. Else it passes through their means, and intervals
        /// are of noise alone.
        /// </summary>
        public required bool IsChecked { get; init; }

        /// <summary>Standard deviation of a run around the law, relative; null without degrees of freedom.</summary>
        public required double? ResidualSpread { get; init; }

        /// <summary>Three numbers of devices or more; two lie on a curve of any law.</summary>
        public required bool HasEnoughToPredict { get; init; }

        /// <summary>
        /// For those of 8, 16 and 32 devices where the points do not rise faster than the law allows on any machine; empty without <see cref="HasEnoughToPredict"/>.
        /// </summary>
        public required IReadOnlyList<Prediction> Predictions { get; init; }

        /// <summary>Null for a law that has none.</summary>
        public required PeakDevices? Peak { get; init; }
    }

    /// <param name="Reason">In a sentence.</param>
    public sealed record Refused(string Reason) : LawFit;
}
