namespace ExperimentRunner.Commands;

/// <summary>How <c>plan</c> prints.</summary>
internal enum PlanFormat
{
    Table,
    Json,
}
