using System.Text.Json;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Json;

public sealed class RunEventJsonTests
{
    private static readonly RunEvent[] Events =
    [
        new RunEvent.Started { Time = Examples.Time, Used = Examples.Used },
        new RunEvent.Resumed { Time = Examples.Time, Used = Examples.Used, Epoch = 2, Step = 5 },
        new RunEvent.Warning { Time = Examples.Time, Message = "amp: on, but this processor computes no bf16; fp32 is used" },
        new RunEvent.StepWindow
        {
            Time = Examples.Time,
            Epoch = 1,
            Step = 3,
            ImagesSeen = 384,
            Loss = 1.75,
            LearningRate = 0.1,
            ImagesPerSecond = 342.5,
            Split = Examples.Split,
            IsWarmup = true,
        },
        new RunEvent.EpochEnded { Time = Examples.Time, Result = Examples.Epoch },
        new RunEvent.TargetReached { Time = Examples.Time, Target = Examples.Target },
        new RunEvent.OutOfMemory { Time = Examples.Time, Devices = 2, BatchPerDevice = 64, Precision = Precision.Bf16, PeakMemoryBytes = 5_000_000_000, Message = "std::bad_alloc" },
        new RunEvent.Ended { Time = Examples.Time, Outcome = new RunOutcome.Finished() },
    ];

    [Fact]
    public void Every_kind_of_event_is_tried_here()
    {
        Type[] kinds = typeof(RunEvent).GetNestedTypes();

        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), Events.Select(tried => tried.GetType().Name).Order());
    }

    [Fact]
    public Task Events_are_single_lines_with_type_and_version() =>
        Verifier.Verify(string.Join('\n', Events.Select(Write)), "jsonl");

    [Fact]
    public void Every_event_comes_back_as_it_was() =>
        Assert.All(Events, tried =>
        {
            RunEvent read = Read(Write(tried));

            Assert.IsType(tried.GetType(), read);
            Assert.Equal(Write(tried), Write(read));
        });

    [Fact]
    public void A_loss_that_is_not_a_number_survives()
    {
        var window = Events.OfType<RunEvent.StepWindow>().Single() with { Loss = double.NaN };

        Assert.Equal(double.NaN, ((RunEvent.StepWindow)Read(Write(window))).Loss);
    }

    [Theory]
    [InlineData("""{"type":"lunch_break","version":1,"time":"2026-01-31T14:25:01+00:00"}""")]
    [InlineData("""{"type":"warning","version":1,"time":"2026-01-31T14:25:01+00:00"}""")]
    [InlineData("""{"type":"warning","version":1,"time":"2026-01-31T14:25:01+00:00","message":null}""")]
    public void An_event_of_an_unknown_type_or_without_its_fields_is_refused(string line) =>
        Assert.Throws<JsonException>(() => Read(line));

    private static string Write(RunEvent value) => JsonSerializer.Serialize(value, CompactRunJson.Default.RunEvent);

    private static RunEvent Read(string line) => JsonSerializer.Deserialize(line, CompactRunJson.Default.RunEvent)!;
}
