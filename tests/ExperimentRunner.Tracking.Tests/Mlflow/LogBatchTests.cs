using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

public sealed class LogBatchTests
{
    [Fact]
    public void Nothing_needs_no_request() => Assert.Empty(new LogBatch().Split());

    [Theory]
    [InlineData(800, 100, 100, 1)]
    [InlineData(1000, 0, 0, 1)]
    [InlineData(901, 99, 1, 3)]
    [InlineData(1001, 0, 0, 2)]
    [InlineData(0, 101, 0, 2)]
    [InlineData(0, 0, 250, 3)]
    [InlineData(2500, 101, 101, 7)]
    public void What_is_too_much_is_split_to_the_servers_limits_and_nothing_is_lost(int metrics, int parameters, int tags, int requests)
    {
        var batch = new LogBatch
        {
            Metrics = [.. Enumerable.Range(0, metrics).Select(step => new MlflowMetric("m", step, 0, step))],
            Params = [.. Enumerable.Range(0, parameters).Select(key => new MlflowParam($"p{key}", ""))],
            Tags = [.. Enumerable.Range(0, tags).Select(key => new MlflowTag($"t{key}", ""))],
        };

        IReadOnlyList<LogBatch> parts = batch.Split();

        Assert.Equal(requests, parts.Count);
        Assert.All(parts, part => Assert.True(part.Metrics.Count <= 1000 && part.Params.Count <= 100 && part.Tags.Count <= 100 && part.Count <= 1000));
        Assert.Equal(batch.Metrics, parts.SelectMany(part => part.Metrics));
        Assert.Equal(batch.Params, parts.SelectMany(part => part.Params));
        Assert.Equal(batch.Tags, parts.SelectMany(part => part.Tags));
    }

    [Fact]
    public void A_value_that_is_too_long_is_cut_and_says_so()
    {
        var batch = new LogBatch { Params = [new("p", new string('x', 6001))], Tags = [new("t", new string('x', 8001)), new("whole", new string('x', 8000))] };

        LogBatch part = Assert.Single(batch.Split());

        Assert.Equal(6000, part.Params[0].Value.Length);
        Assert.EndsWith("x… [cut from 6001 characters]", part.Params[0].Value, StringComparison.Ordinal);
        Assert.Equal(8000, part.Tags[0].Value.Length);
        Assert.Equal(new string('x', 8000), part.Tags[1].Value);
    }
}
