using ExperimentRunner.Testing;
using Microsoft.Playwright;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

public sealed class MlflowUiInABrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    [SkippableFact]
    public async Task A_ui_from_a_folder_gets_answers_to_the_calls_that_mlflows_makes()
    {
        await using BrowserTab tab = await browser.OpenAsync();
        using var ui = new TemporaryFolder();
        Directory.CreateDirectory(ui["static", "js"]);
        await File.WriteAllTextAsync(ui["index.html"], """<!doctype html><title>made up</title><link rel="icon" href="static-files/favicon.ico"><pre id="said"></pre><script defer src="static-files/static/js/main.1.js"></script>""");
        await File.WriteAllTextAsync(ui["favicon.ico"], "");
        await File.WriteAllTextAsync(
            ui["static", "js", "main.1.js"],
            """
            (async () => {
              const json = async (path, body) => (await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
              const said = [];
              said.push((await json('ajax-api/3.0/mlflow/server-info')).store_type);
              said.push((await json('ajax-api/3.0/mlflow/ui-telemetry')).disable_ui_telemetry);
              const runs = (await json('ajax-api/2.0/mlflow/runs/search', { experiment_ids: ['0'], run_view_type: 'ACTIVE_ONLY', max_results: 100, order_by: ['attributes.start_time DESC'] })).runs;
              const id = runs[0].info.run_id;
              const query = 'query GetRun($data: MlflowGetRunInput!) @component(name: "MLflow.ExperimentRunTracking") { mlflowGetRun(input: $data) { run { info { runName status } data { params { key value } } } } }';
              said.push(JSON.stringify((await json('graphql', { operationName: 'GetRun', variables: { data: { runId: id } }, query })).data.mlflowGetRun.run));
              said.push((await json(`ajax-api/2.0/mlflow/artifacts/list?run_uuid=${id}`)).files[0].path);
              said.push(await (await fetch(`get-artifact?path=a.txt&run_uuid=${id}`)).text());
              document.getElementById('said').textContent = said.join('\n');
            })();
            """);
        await using RunningServer server = await RunningServer.StartAsync(options => options with { MlflowUi = ui.Path });
        string run = await Pages.SweepOnServer.LogAsync(server, "one", [("lr", "0.1")], []);
        await Pages.SweepOnServer.PutAsync(server, run, "a.txt", "hello");

        await tab.Page.GotoAsync(server.Client.BaseAddress!.ToString());

        await Assertions.Expect(tab.Page.Locator("#said")).ToHaveTextAsync(
            """
            SqlStore
            true
            {"info":{"runName":"one","status":"FINISHED"},"data":{"params":[{"key":"lr","value":"0.1"}]}}
            a.txt
            hello
            """);
        Assert.Empty(tab.Faults);
    }
}
