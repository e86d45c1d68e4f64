using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>A sweep's <c>tracking.json</c> as one server sees it.</summary>
internal sealed class SweepLedgerFile(string path, string server)
{
    private SweepLedger ledger = LedgerVersion.Check(path, WholeFile.ReadJson(path, LedgerJson.Default.SweepLedger), file => file.Version) ?? new SweepLedger();

    public ToldSweep? Told => ledger.Servers.GetValueOrDefault(server);

    /// <summary>Notes what was told, so that it is not told again.</summary>
    public ToldSweep Note(ToldSweep told)
    {
        ledger = ledger with { Servers = new Dictionary<string, ToldSweep>(ledger.Servers) { [server] = told } };
        WholeFile.WriteJson(path, ledger, LedgerJson.Default.SweepLedger);
        return told;
    }
}
