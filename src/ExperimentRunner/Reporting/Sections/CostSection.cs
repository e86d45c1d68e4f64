using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What each cell costs in device-hours, and in money where there is a price.</summary>
internal static class CostSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        if (!report.HasFigures)
        {
            return;
        }

        page.Section("Cost", "device-hours, and what they cost");
        page.Paragraph($"Devices times hours: of a whole run with preparation and evaluation, of training alone for a million images, and of training and evaluation to the target. {Price(report)}");
        page.Table(CostColumns.Of(report), report.Cells);
    }

    private static string Price(SpeedupReport report) => report.Plan.Price is { } price
        ? $"A device-hour costs {FigureText.Small(price.PerDeviceHour)} {price.Currency}, as the matrix says."
        : "The matrix names no price (report.price_per_device_hour), so there is none in money.";
}
