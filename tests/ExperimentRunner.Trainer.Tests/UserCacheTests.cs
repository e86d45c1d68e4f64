namespace ExperimentRunner.Trainer.Tests;

public sealed class UserCacheTests
{
    [Theory]
    [InlineData("/var/cache/me", "/home/me", "/var/cache/me/experiment-runner")]
    [InlineData(null, "/home/me", "/home/me/.cache/experiment-runner")]
    [InlineData("relative", "/home/me", "/home/me/.cache/experiment-runner")]
    [InlineData("", "", null)]
    [InlineData(null, null, null)]
    public void It_is_where_the_desktop_specification_has_it(string? cache, string? home, string? folder) =>
        Assert.Equal(folder, UserCache.Folder(name => name == "HOME" ? home : cache));
}
