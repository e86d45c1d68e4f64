using System.Globalization;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>Refuses a <c>tracking.json</c> of a later version of this program.</summary>
internal static class LedgerVersion
{
    private const int Known = 1;

    public static T? Check<T>(string path, T? ledger, Func<T, int> version)
        where T : class => ledger is null || version(ledger) <= Known
        ? ledger
        : throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: has version {version(ledger)}, and this program knows {Known}. Use the program that wrote it, or delete the file to tell everything again."));
}
