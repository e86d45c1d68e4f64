using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling.Laws;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>The three laws, each fitted to the runs of one curve.</summary>
internal sealed record CurveFits(LawFit Amdahl, LawFit Gustafson, LawFit Usl)
{
    public IReadOnlyList<LawFit> All => [Amdahl, Gustafson, Usl];

    public static CurveFits Of(IEnumerable<Cell> cells)
    {
        IReadOnlyList<ScalingSample> samples = ScalingSample.Of(cells);
        return new CurveFits(
            LawFitter.Fit(ScalingLaw.OfAmdahl, samples),
            LawFitter.Fit(ScalingLaw.OfGustafson, samples),
            LawFitter.Fit(ScalingLaw.OfUsl, samples));
    }
}
