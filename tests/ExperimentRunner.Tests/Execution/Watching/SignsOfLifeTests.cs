using ExperimentRunner.Execution.Watching;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Tests.Execution.Watching;

public sealed class SignsOfLifeTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private int told;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_trainer_lives_as_long_as_it_writes_or_touches_its_events_within_the_limit(bool writes)
    {
        SignsOfLife life = Life(Limit);

        for (int sign = 1; sign <= 5; sign++)
        {
            time.Advance(0.8 * Limit);
            Show(writes, sign);
            life.Poll();
        }

        Assert.False(life.HasCeased);
        Assert.Equal(0, told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Silence_beyond_the_limit_is_told_once(bool afterASign)
    {
        SignsOfLife life = Life(Limit);
        if (afterASign)
        {
            Show(writes: true, sign: 1);
            life.Poll();
        }

        time.Advance(Limit);
        life.Poll();
        bool hasCeasedAtTheLimit = life.HasCeased;
        time.Advance(TimeSpan.FromMilliseconds(1));
        life.Poll();
        time.Advance(2 * Limit);
        life.Poll();

        Assert.False(hasCeasedAtTheLimit);
        Assert.True(life.HasCeased);
        Assert.Equal(1, told);
    }

    [Fact]
    public void Without_a_limit_a_trainer_may_be_silent_for_ever()
    {
        SignsOfLife life = Life(limit: null);

        time.Advance(TimeSpan.FromDays(10));
        life.Poll();

        Assert.False(life.HasCeased);
        Assert.Equal(0, told);
    }

    public void Dispose() => folder.Dispose();

    private RunPaths Paths => new(folder.Path);

    private SignsOfLife Life(TimeSpan? limit) => new(Paths, limit, () => told++, time);

    /// <summary>Makes the file longer as of the same time, or leaves it as long as of another time.</summary>
    private void Show(bool writes, int sign)
    {
        File.AppendAllText(Paths.Events, writes ? "{}\n" : "");
        File.SetLastWriteTimeUtc(Paths.Events, DateTime.UnixEpoch.AddSeconds(writes ? 0 : sign));
    }
}
