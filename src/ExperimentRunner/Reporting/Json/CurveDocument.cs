using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

/// <summary>Cells that differ in devices only; the first point is what the others are relative to.</summary>
internal sealed record CurveDocument(ScalingKind Kind, string Group, IReadOnlyList<CurvePointDocument> Points)
{
    public static CurveDocument Of(ScalingCurve curve) =>
        new(curve.Kind, curve.Label, [.. curve.Points.Select(CurvePointDocument.Of)]);
}
