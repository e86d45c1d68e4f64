namespace ExperimentRunner.Commands.Doctor;

/// <summary>What <c>doctor --format=json</c> prints.</summary>
internal sealed record DoctorReport(IReadOnlyList<Finding> Findings)
{
    public int Version { get; init; } = 1;

    public bool IsBlocked => Findings.Any(finding => finding.Grade == FindingGrade.Blocking);
}
