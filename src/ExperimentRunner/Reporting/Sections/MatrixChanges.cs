using System.Globalization;
using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What <c>sweep --resume</c> with a changed matrix made of the sweep, and the runs that it left out of the report.</summary>
internal static class MatrixChanges
{
    private static readonly IReadOnlyList<Column<DroppedRun>> DroppedColumns =
    [
        new("run", dropped => dropped.Run.RunId, IsNumber: false),
        new("cell", dropped => string.Join(", ", dropped.Run.Axes.Select(axis => $"{axis.Axis} {axis.Value}")), IsNumber: false),
        new("dropped by change", dropped => FigureText.Count(dropped.Revision)),
    ];

    /// <summary>Nothing if the matrix never changed.</summary>
    public static void Write(IReportPage page, SweepPlan plan)
    {
        if (plan.Revisions.Count == 0)
        {
            return;
        }

        page.Subheading("Changes of the matrix since the sweep began");
        page.Bullets([.. plan.Revisions.Select((revision, index) => $"Change {FigureText.Count(index + 1)}, {Time(revision.Time)}: {Told(revision)}")]);
        if (plan.Dropped.Count > 0)
        {
            page.Paragraph("Runs that were begun and that the matrix no longer has. Their folders are kept; no figure counts them.");
            page.Table(DroppedColumns, plan.Dropped);
        }
    }

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static string Told(PlanRevision revision) => string.Join(
        "; ",
        (string[])
        [
            $"{FigureText.Count(revision.NewRuns, "run", "runs")} new, {FigureText.Count(revision.DroppedRuns)} dropped, {FigureText.Count(revision.KeptRuns)} kept",
            .. revision.Changes.Select(change => $"{change.Name} {change.Before} -> {change.After}"),
            .. revision.Git is { } git ? [$"at commit {git.Commit}{(git.IsDirty ? ", with changes that are not committed" : "")}"] : (string[])[],
        ]);
}
