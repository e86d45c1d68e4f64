using ExperimentRunner.TrackingServer.Answers;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>All experiments, the one that something happened in last first.</summary>
internal static class ExperimentsPage
{
    public static Markup Write(IReadOnlyList<ExperimentSummary> experiments) => Layout.Page(
        "Experiments",
        [],
        $"""
        <h1>Experiments</h1>
        <div class="scroll" tabindex="0" role="region" aria-label="Experiments">
        <table>
        <thead><tr><th scope="col">Experiment</th><th scope="col" class="number">Runs</th><th scope="col">Going on</th><th scope="col">Newest run (UTC)</th><th scope="col">Note</th></tr></thead>
        <tbody id="experiments" data-list>
        {experiments.Select(Row)}
        </tbody>
        </table>
        </div>
        """,
        isLive: true);

    private static Markup Row(ExperimentSummary summary) =>
        $"""
        <tr data-part id="experiment-{summary.Experiment.ExperimentId}"><th scope="row"><a href="{Address.Experiment(summary.Experiment.ExperimentId)}">{summary.Experiment.Name}</a></th><td class="number">{summary.Runs}</td><td>{Running(summary.Running)}</td><td>{Shown.Time(summary.LastStart)}</td><td class="word">{Note(summary.Experiment)}</td></tr>

        """;

    private static Markup Running(long count) => count == 0 ? Markup.Nothing : $"""<span class="status running">{count} running</span>""";

    private static string Note(ExperimentAnswer experiment) => experiment.Tags?.FirstOrDefault(tag => tag.Key == "mlflow.note.content")?.Value ?? "";
}
