namespace ExperimentRunner.Reporting.Cells;

/// <summary>What a cell costs at the plan's price of a device-hour.</summary>
/// <param name="Currency">As the matrix names it.</param>
/// <param name="Run">Of a whole run, preparation and evaluation counted.</param>
/// <param name="PerMillionImages">Of training alone.</param>
/// <param name="ToTarget">Of training and evaluation to the target accuracy; null where none was reached.</param>
internal sealed record Price(string Currency, Spread? Run, Spread? PerMillionImages, Spread? ToTarget)
{
    /// <summary>Null without a price.</summary>
    public static Price? Of(CellFigures figures, Runs.Sweeps.DevicePrice? price) => price is null
        ? null
        : new Price(
            price.Currency,
            figures.DeviceHours?.Times(price.PerDeviceHour),
            figures.DeviceHoursPerMillionImages?.Times(price.PerDeviceHour),
            figures.DeviceHoursToTarget?.Times(price.PerDeviceHour));
}
