using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>Two cells that differ in mixed precision only.</summary>
internal sealed record AmpPair(Cell Off, Cell On)
{
    /// <summary>Mixed precision was asked for, and a repeat ran in fp32.</summary>
    public bool FellBack => On.HasFallenBack;

    /// <summary>Null where one of the two has no figure, or where the one that asked for mixed precision did not get it.</summary>
    public Ratio? Gain { get; } = On.HasFallenBack ? null : Ratio.OfSpeeds(On, Off);

    public static IReadOnlyList<AmpPair> Find(IReadOnlyList<Cell> cells)
    {
        ILookup<RunSpec, Cell> bySpec = cells.ToLookup(cell => cell.Spec);
        return
        [
            .. from mixed in cells
               where mixed.Spec.Amp != Amp.Off
               from plain in bySpec[mixed.Spec with { Amp = Amp.Off }]
               select new AmpPair(plain, mixed),
        ];
    }
}
