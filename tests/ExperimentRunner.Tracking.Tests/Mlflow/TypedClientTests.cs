using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

/// <summary>Against our own server.</summary>
public sealed class TypedClientTests : IAsyncLifetime
{
    private TestServer server = null!;
    private MlflowClient client = null!;

    public async Task InitializeAsync()
    {
        server = await TestServer.StartAsync();
        client = server.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_says_that_it_is_well_and_which_version_it_is()
    {
        await client.CheckHealthAsync(CancellationToken.None);

        Assert.Matches("^[0-9]+[.][0-9]+", await client.VersionAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_experiment_is_made_renamed_tagged_deleted_and_brought_back()
    {
        string id = await client.Experiments.CreateAsync(new NewExperiment("a") { Tags = [new("team", "x")], ArtifactLocation = "mlflow-artifacts:/there" }, CancellationToken.None);

        await client.Experiments.RenameAsync(id, "b", CancellationToken.None);
        await client.Experiments.SetTagAsync(id, new MlflowTag("more", "y"), CancellationToken.None);
        await client.Experiments.DeleteTagAsync(id, "team", CancellationToken.None);
        await client.Experiments.DeleteAsync(id, CancellationToken.None);
        bool wasDeleted = (await client.Experiments.FindAsync(id, CancellationToken.None))!.IsDeleted;
        await client.Experiments.RestoreAsync(id, CancellationToken.None);

        MlflowExperiment experiment = (await client.Experiments.FindByNameAsync("b", CancellationToken.None))!;
        Assert.True(wasDeleted);
        Assert.Equal((id, "mlflow-artifacts:/there", false), (experiment.ExperimentId, experiment.ArtifactLocation, experiment.IsDeleted));
        Assert.Equal([new MlflowTag("more", "y")], experiment.Tags);
        Assert.Null(await client.Experiments.FindByNameAsync("a", CancellationToken.None));
        Assert.Null(await client.Experiments.FindAsync("999", CancellationToken.None));
    }

    [Fact]
    public async Task All_experiments_of_a_search_are_found_over_pages_in_the_order_asked_for()
    {
        foreach (int number in Enumerable.Range(0, 7))
        {
            await client.Experiments.CreateAsync(new NewExperiment($"e{number}"), CancellationToken.None);
        }

        await client.Experiments.DeleteAsync((await client.Experiments.FindByNameAsync("e3", CancellationToken.None))!.ExperimentId, CancellationToken.None);
        var search = new ExperimentSearch { Filter = "name LIKE 'e%'", OrderBy = ["name DESC"], PageSize = 2 };

        Assert.Equal(["e6", "e5", "e4", "e2", "e1", "e0"], await NamesAsync(search));
        Assert.Equal(["e3"], await NamesAsync(search with { View = MlflowView.DeletedOnly }));
        Assert.Equal(7, (await NamesAsync(search with { View = MlflowView.All })).Count);
    }

    [Fact]
    public async Task A_run_is_made_logged_to_updated_deleted_and_brought_back()
    {
        string id = (await RunAsync("r")).Info.RunId;

        await client.Logging.LogMetricAsync(id, new MlflowMetric("m", double.NaN, 5, -3), CancellationToken.None);
        await client.Logging.LogParamAsync(id, new MlflowParam("p", "1"), CancellationToken.None);
        await client.Logging.LogParamAsync(id, new MlflowParam("p", "1"), CancellationToken.None);
        await client.Logging.SetTagAsync(id, new MlflowTag("t", "old"), CancellationToken.None);
        await client.Logging.SetTagAsync(id, new MlflowTag("t", "new"), CancellationToken.None);
        await client.Logging.SetTagAsync(id, new MlflowTag("gone", ""), CancellationToken.None);
        await client.Logging.DeleteTagAsync(id, "gone", CancellationToken.None);
        MlflowRunInfo updated = await client.Runs.UpdateAsync(id, new RunUpdate { Status = MlflowStatus.Killed, EndTime = 9, RunName = "s" }, CancellationToken.None);
        await client.Runs.DeleteAsync(id, CancellationToken.None);
        bool wasDeleted = (await client.Runs.FindAsync(id, CancellationToken.None))!.Info.IsDeleted;
        await client.Runs.RestoreAsync(id, CancellationToken.None);

        MlflowRun run = (await client.Runs.FindAsync(id, CancellationToken.None))!;
        Assert.True(wasDeleted);
        Assert.Equal((MlflowStatus.Killed, 9L, "s"), (updated.Status, updated.EndTime, updated.RunName));
        Assert.Equal(updated, run.Info);
        Assert.Equal([new MlflowMetric("m", double.NaN, 5, -3)], run.Data.Metrics);
        Assert.Equal([new MlflowParam("p", "1")], run.Data.Params);
        Assert.Equal(("new", null), (run.Tag("t"), run.Tag("gone")));
    }

    [Fact]
    public async Task A_param_that_has_another_value_is_refused_with_all_that_is_to_be_known()
    {
        string id = (await RunAsync("r")).Info.RunId;
        await client.Logging.LogParamAsync(id, new MlflowParam("p", "1"), CancellationToken.None);

        var exception = await Assert.ThrowsAsync<MlflowException>(() => client.Logging.LogParamAsync(id, new MlflowParam("p", "2"), CancellationToken.None));

        Assert.Equal(MlflowException.InvalidValue, exception.ErrorCode);
        Assert.Equal($"POST {server.Address}api/2.0/mlflow/runs/log-parameter", exception.Request);
        Assert.Contains("p", exception.ServerMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_runs_of_a_search_are_found_over_pages_in_the_order_asked_for()
    {
        foreach (int number in Enumerable.Range(0, 25))
        {
            string id = (await RunAsync($"r{number}")).Info.RunId;
            await client.Logging.LogMetricAsync(id, new MlflowMetric("m", number, 1, 1), CancellationToken.None);
        }

        var search = new RunSearch { ExperimentIds = ["0"], Filter = "metrics.m >= 5", OrderBy = ["metrics.m DESC"], PageSize = 7 };

        List<double> found = await client.Runs.SearchAsync(search, CancellationToken.None).Select(run => run.Data.Metrics.Single().Value).ToListAsync();
        Assert.Equal(Enumerable.Range(5, 20).Reverse().Select(number => (double)number), found);
        Assert.Equal(3, await client.Runs.SearchAsync(search, CancellationToken.None).Take(3).CountAsync());
    }

    [Fact]
    public async Task Pages_are_fetched_only_as_they_are_read()
    {
        await using ScriptedServer counting = await ScriptedServer.StartAsync((context, before) =>
            ScriptedServer.SayAsync(context, 200, $$"""{"metrics":[{"key":"m","value":{{before}},"timestamp":1,"step":{{before}}}],"next_page_token":"{{before}}"}"""));
        using var other = new MlflowClient(new TrackingConnection { Server = counting.Address }, TimeProvider.System);

        Assert.Equal([0, 1, 2], await other.Metrics.HistoryAsync("r", "m", CancellationToken.None).Take(3).Select(point => point.Step).ToListAsync());

        Assert.Equal(3, counting.Requests.Count);
    }

    [Fact]
    public async Task A_server_whose_pages_never_end_is_not_read_forever()
    {
        await using ScriptedServer endless = await ScriptedServer.SayingAsync(200, """{"runs":[],"next_page_token":"again"}""");
        using var other = new MlflowClient(new TrackingConnection { Server = endless.Address }, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await other.Runs.SearchAsync(new RunSearch { ExperimentIds = ["0"] }, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Histories_of_many_runs_come_whole()
    {
        string[] runs = [.. (await Task.WhenAll(Enumerable.Range(0, 3).Select(number => RunAsync($"r{number}")))).Select(run => run.Info.RunId)];
        foreach (string run in runs)
        {
            await client.Logging.LogAsync(run, new LogBatch { Metrics = [.. Enumerable.Range(0, 12_000).Select(step => new MlflowMetric("m", step, step, step))] }, CancellationToken.None);
        }

        // 36,000 points are more than one answer holds.
        List<MlflowRunMetric> points = await client.Metrics.HistoryOfRunsAsync(runs, "m", CancellationToken.None).ToListAsync();

        Assert.Equal(runs.Order(), points.Select(point => point.RunId).Distinct().Order());
        foreach (string run in runs)
        {
            Assert.Equal(Enumerable.Range(0, 12_000).Select(step => (long)step), points.Where(point => point.RunId == run).Select(point => point.Step));
        }
    }

    [Fact]
    public async Task Points_that_a_server_leaves_out_of_a_bulk_are_asked_for_run_by_run()
    {
        await using ScriptedServer limiting = await ScriptedServer.StartAsync((context, _) =>
        {
            bool isBulk = context.Request.Path.Value!.EndsWith("bulk", StringComparison.Ordinal);
            int points = isBulk ? MlflowLimits.PointsInAPage : 3;
            IEnumerable<string> answered = Enumerable.Range(0, points)
                .Select(at => $$"""{"key":"m","value":1,"timestamp":1,"step":{{at}}{{(isBulk ? $",\"run_id\":\"{(at < 24_000 ? "a" : "b")}\"" : "")}}}""");
            return ScriptedServer.SayAsync(context, 200, $$"""{"metrics":[{{string.Join(',', answered)}}]}""");
        });
        using var other = new MlflowClient(new TrackingConnection { Server = limiting.Address }, TimeProvider.System);

        List<MlflowRunMetric> points = await other.Metrics.HistoryOfRunsAsync(["a", "b", "c"], "m", CancellationToken.None).ToListAsync();

        Assert.Equal([("a", 24_000), ("b", 3), ("c", 3)], points.GroupBy(point => point.RunId).Select(run => (run.Key, run.Count())));
    }

    [Theory]
    [InlineData(404, "<!doctype html><title>404 Not Found</title>", false)]
    [InlineData(404, """{"error_code":"ENDPOINT_NOT_FOUND","message":"no"}""", false)]
    [InlineData(405, "", false)]
    [InlineData(200, "{}", true)]
    public async Task Whether_a_server_has_logged_models_is_found_out(int status, string text, bool known)
    {
        await using ScriptedServer some = await ScriptedServer.SayingAsync(status, text);
        using var other = new MlflowClient(new TrackingConnection { Server = some.Address }, TimeProvider.System);

        Assert.Equal(known, await other.LoggedModels.AreKnownAsync(CancellationToken.None));
    }

    private async Task<List<string>> NamesAsync(ExperimentSearch search) =>
        await client.Experiments.SearchAsync(search, CancellationToken.None).Select(experiment => experiment.Name).ToListAsync();

    private Task<MlflowRun> RunAsync(string name) => client.Runs.CreateAsync(new NewRun { ExperimentId = "0", RunName = name, StartTime = 1 }, CancellationToken.None);
}
