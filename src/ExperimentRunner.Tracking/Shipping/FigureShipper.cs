using System.Globalization;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>
/// Tells the figures of a sweep that has ended, at the time of its last result: who does runs again tells new ones at a later time, and MLflow
/// shows the later.
/// </summary>
internal sealed class FigureShipper(MlflowClient client, SweepFolder sweep, DateTimeOffset time)
{
    public async Task ShipAsync(SweepFigures figures, SweepLedgerFile ledger, ToldSweep told, CancellationToken cancellationToken)
    {
        foreach (PlannedRun run in sweep.Plan.Runs)
        {
            await TellRunAsync(run, figures.Runs.GetValueOrDefault(run.RunId) ?? [], cancellationToken).ConfigureAwait(false);
        }

        string hash = HashOf(figures.Sweep);
        if (figures.Sweep.Count > 0 && told.Figures != hash)
        {
            await client.LogAsync(told.RunId, Batch(figures.Sweep), cancellationToken).ConfigureAwait(false);
            ledger.Note(told with { Figures = hash });
        }
    }

    private async Task TellRunAsync(PlannedRun run, IReadOnlyList<Figure> figures, CancellationToken cancellationToken)
    {
        string hash = HashOf(figures);
        if (figures.Count == 0 || new RunLedgerFile(sweep.PathsOf(run), client.RememberedAs) is not { Told: ToldRun told } ledger || told.Figures == hash)
        {
            return;
        }

        await client.LogAsync(told.RunId, Batch(figures), cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Figures = hash });
    }

    private LogBatch Batch(IReadOnlyList<Figure> figures) =>
        new() { Metrics = [.. figures.Select(figure => new MlflowMetric(figure.Key, figure.Value, time.ToUnixTimeMilliseconds(), Step: 0))] };

    private string HashOf(IReadOnlyList<Figure> figures) => ContentHash.Of(
        string.Join('\n', figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:R}")).Prepend($"{time:O}")));
}
