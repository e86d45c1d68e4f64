using System.Globalization;

namespace ExperimentRunner.Matrix.Faults;

/// <summary>Collects faults, so that all are told at once. What several cells have in common is told once.</summary>
/// <param name="warnings">Kinds that don't keep a matrix from being planned.</param>
internal sealed class FaultLog(IReadOnlyList<FaultKind>? warnings = null)
{
    private readonly HashSet<Entry> entries = [];

    public bool HasErrors => entries.Any(entry => !IsWarning(entry.Kind));

    public void Add(FaultKind kind, Place place, string message) => entries.Add(new(place, kind, message));

    /// <summary>All faults, by source, line and column.</summary>
    public IReadOnlyList<MatrixFault> Sorted() =>
    [
        .. from entry in entries
           orderby entry.Place.Source.Order, entry.Place.Line, entry.Place.Column, entry.Kind
           select new MatrixFault(entry.Place.Source.Name, entry.Place.Line, entry.Place.Column, Code(entry.Kind), entry.Message) { IsWarning = IsWarning(entry.Kind) },
    ];

    public static string Code(FaultKind kind) => string.Create(CultureInfo.InvariantCulture, $"EXP{(int)kind:000}");

    private bool IsWarning(FaultKind kind) => warnings is not null && warnings.Contains(kind);

    private readonly record struct Entry(Place Place, FaultKind Kind, string Message);
}
