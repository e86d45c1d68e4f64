using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

/// <summary>Cells that differ in devices only; the first point is what the others are relative to.</summary>
internal sealed record CurveDocument(
    ScalingKind Kind, string Group, IReadOnlyList<CurvePointDocument> Points, IReadOnlyList<DeviceStepDocument> Steps, IReadOnlyList<LawDocument> Laws)
{
    public static CurveDocument Of(ScalingCurve curve) => new(
        curve.Kind,
        curve.Label,
        [.. curve.Points.Select(CurvePointDocument.Of)],
        [.. curve.Steps.Select(DeviceStepDocument.Of)],
        [.. curve.Fits.All.Select(LawDocument.Of)]);
}
