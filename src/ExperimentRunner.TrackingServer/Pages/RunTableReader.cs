using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Finds the runs that the page of an experiment is asked for.</summary>
internal sealed class RunTableReader(PageReader reader)
{
    private const int OnAPage = 100;

    /// <summary>Runs that a search for words looks through, those that match the filter, in the order asked for.</summary>
    private const int MostSearched = 5000;

    public async Task<RunTable> ReadAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var table = new RunTable { Experiment = await reader.ExperimentAsync(query.Experiment, cancellationToken).ConfigureAwait(false), Query = query };
        bool isSearch = query.Text.Trim().Length > 0;
        (IReadOnlyList<RunAnswer> Runs, string? NextPage) found;
        try
        {
            found = await reader.RunsAsync(query.Experiment, query.Filter, query.Order, query.Page, isSearch ? MostSearched : OnAPage, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowFault fault) when (fault.Status == 400)
        {
            return table with { Fault = fault.Message };
        }

        IReadOnlyList<RunAnswer> runs = found.Runs;
        if (isSearch)
        {
            string[] words = query.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            runs = [.. runs.Where(run => words.All(word => Texts(run).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase)))).Take(OnAPage)];
        }

        IReadOnlyList<RunColumn> varying = RunColumns.Varying(runs);
        IReadOnlyList<RunColumn> parameters = RunColumns.Parameters(runs);
        return table with
        {
            Runs = runs,
            NextPage = isSearch ? null : found.NextPage,
            Columns = query.HasAllColumns ? [.. parameters, .. RunColumns.Metrics(runs)] : [.. RunColumns.Axes(runs, [], needsEvidence: true), .. RunColumns.MainMetrics(runs)],
            Constants = query.HasAllColumns ? [] : [.. parameters.Except(varying)],
        };
    }

    private static IEnumerable<string> Texts(RunAnswer run) =>
    [
        run.Info.RunName, run.Info.RunId, run.Info.Status,
        .. (run.Data.Params ?? []).Select(parameter => parameter.Value),
        .. (run.Data.Tags ?? []).Select(tag => tag.Value),
    ];
}
