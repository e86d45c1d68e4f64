using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Tells the documents of a sweep: matrix, plan, configuration, machine, reports and their charts, and the report as the description of its run.</summary>
internal sealed class SweepDocuments(MlflowClient client, ArtifactShipper artifacts, SweepFolder sweep)
{
    public async Task<ToldSweep> ShipAsync(SweepLedgerFile ledger, ToldSweep told, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> sent = await artifacts.ShipAsync(told.RunId, told.ArtifactUri, told.Artifacts, Files(), cancellationToken).ConfigureAwait(false);
        if (sent != told.Artifacts)
        {
            told = ledger.Note(told with { Artifacts = sent });
        }

        if (told.Revisions != sweep.Plan.Revisions.Count)
        {
            await client.LogAsync(told.RunId, new LogBatch { Tags = SweepTags.OfRevision(sweep) }, cancellationToken).ConfigureAwait(false);
            told = ledger.Note(told with { Revisions = sweep.Plan.Revisions.Count });
        }

        return File.Exists(sweep.Paths.ReportMarkdown) ? await DescribeAsync(ledger, told, cancellationToken).ConfigureAwait(false) : told;
    }

    private IEnumerable<ArtifactFile> Files() =>
    [
        .. new[] { sweep.Paths.Matrix, sweep.Paths.Plan, sweep.Paths.Machine, sweep.Paths.Config, sweep.Paths.RunsCsv }.Select(ArtifactFile.Of),
        .. Directory.EnumerateFiles(sweep.Paths.Folder, "report.*").Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(ArtifactFile.Of),
        .. ArtifactFile.In(sweep.Paths.Plots),
    ];

    private async Task<ToldSweep> DescribeAsync(SweepLedgerFile ledger, ToldSweep told, CancellationToken cancellationToken)
    {
        string report = await File.ReadAllTextAsync(sweep.Paths.ReportMarkdown, cancellationToken).ConfigureAwait(false);
        string hash = ContentHash.Of(report);
        if (told.Note == hash)
        {
            return told;
        }

        await client.LogAsync(told.RunId, new LogBatch { Tags = [new(TagNames.Note, report)] }, cancellationToken).ConfigureAwait(false);
        return ledger.Note(told with { Note = hash });
    }
}
