using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Data.Caching;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Trainer.Tests.Data.Caching;

public sealed class DecodingProgressTests
{
    [Fact]
    public void A_line_is_told_every_ten_seconds_and_not_for_each_image()
    {
        var time = new FakeTimeProvider();
        var lines = new List<string>();
        var progress = new DecodingProgress(images: 12_000, new DecodeSettings(Threads: 1, CacheFolder: null, lines.Add, () => { }, time));

        for (int image = 1; image <= 2500; image++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            progress.Count();
        }

        Assert.Equal(["decoded 1,000 of 12,000 images", "decoded 2,000 of 12,000 images"], lines);
    }
}
