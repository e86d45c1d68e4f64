using System.Globalization;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>A run's <c>tracking.json</c> as one server sees it.</summary>
internal sealed class RunLedgerFile
{
    private readonly RunPaths paths;
    private readonly string server;
    private RunLedger ledger;

    public RunLedgerFile(RunPaths paths, string server)
    {
        this.paths = paths;
        this.server = server;
        ledger = LedgerVersion.Check(paths.Tracking, WholeFile.ReadJson(paths.Tracking, LedgerJson.Default.RunLedger), file => file.Version)
            ?? Write(new RunLedger { Attempt = AttemptInFolder() });
        if (Told is { EventsHead: string head } && EventsHead.Of(paths.Events) != head)
        {
            // The run was begun anew in the same folder: for every server it is another attempt. One that goes on from a checkpoint keeps its first line.
            ledger = Write(new RunLedger { Attempt = Guid.NewGuid().ToString("N") });
        }
    }

    public string Attempt => ledger.Attempt;

    public ToldRun? Told => ledger.Servers.GetValueOrDefault(server);

    /// <summary>Notes what was told, so that it is not told again.</summary>
    public ToldRun Note(ToldRun told)
    {
        ledger = Write(ledger with { Servers = new Dictionary<string, ToldRun>(ledger.Servers) { [server] = told } });
        return told;
    }

    /// <summary>Tells this server everything again.</summary>
    public void Forget()
    {
        var servers = new Dictionary<string, ToldRun>(ledger.Servers);
        servers.Remove(server);
        ledger = Write(ledger with { Servers = servers });
    }

    /// <summary>
    /// When the run's first file was written: the same for a folder whose <c>tracking.json</c> was lost, so that its run is found
    /// again, and another one for a folder that was made anew.
    /// </summary>
    private string AttemptInFolder() =>
        File.GetLastWriteTimeUtc(File.Exists(paths.Spec) ? paths.Spec : paths.Events).ToString("O", CultureInfo.InvariantCulture);

    private RunLedger Write(RunLedger changed)
    {
        WholeFile.WriteJson(paths.Tracking, changed, LedgerJson.Default.RunLedger);
        return changed;
    }
}
