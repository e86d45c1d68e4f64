using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Tests.Data.Caching;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentRunner.Trainer.Tests.Loop;

/// <summary>Work that takes long shows that it goes on, so that who watches takes it for nothing else (<c>limits.stall</c>).</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public void The_events_file_is_touched_at_most_once_a_second_and_not_written()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        using var events = new EventLog(folder["events.jsonl"], TextWriter.Null, time);
        File.SetLastWriteTimeUtc(folder["events.jsonl"], DateTime.UnixEpoch);

        events.Beat();
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(folder["events.jsonl"]));
        time.Advance(TimeSpan.FromSeconds(1));
        events.Beat();

        Assert.Equal(time.GetUtcNow().UtcDateTime, File.GetLastWriteTimeUtc(folder["events.jsonl"]));
        Assert.Equal(0, new FileInfo(folder["events.jsonl"]).Length);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public void Evaluation_beats_with_each_batch_of_each_device(int devices, int batches)
    {
        using var run = new SessionRun(new RunSpec
        {
            Model = new ModelSpec { Width = 8 },
            Data = new DataSpec { Source = DataSource.Random, TrainImages = 32, TestImages = 40, ImageSize = 32 },
            Train = new TrainSpec { Epochs = 1 },
            Devices = devices,
            BatchPerDevice = 16,
            Amp = Amp.Off,
            LrRule = LearningRateRule.None,
            LrFactor = 1,
            Seed = 1,
        });
        int beats = 0;

        run.Session.Evaluate(keeper: null, () => Interlocked.Increment(ref beats), CancellationToken.None);

        Assert.Equal(batches, beats);
    }

    [Fact]
    public void Drawing_beats_with_each_image()
    {
        int beats = 0;
        var spec = new DataSpec { TrainImages = 12, TestImages = 8, Classes = 4, ImageSize = 32 };

        DatasetLoader.Load(spec, seed: 1, new DecodeSettings(Threads: 2, CacheFolder: null, _ => { }, () => Interlocked.Increment(ref beats), TimeProvider.System), CancellationToken.None);

        Assert.Equal(20, beats);
    }

    [Fact]
    public void Decoding_a_folder_and_reading_it_back_from_the_cache_beat()
    {
        using var folder = new CachedFolder();

        folder.Read();
        int decoding = folder.Beats;
        folder.Read();

        Assert.True(decoding > 0, "decoding");
        Assert.True(folder.Beats > decoding, "reading back");
        Assert.Equal(2, folder.Decoded);
    }
}
