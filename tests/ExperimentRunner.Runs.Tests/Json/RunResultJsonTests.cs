using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Runs.Tests.Json;

public sealed class RunResultJsonTests
{
    private static readonly RunOutcome[] Outcomes =
    [
        new RunOutcome.Finished(),
        new RunOutcome.Failed(FailureKind.OutOfMemory, 3, "no memory for 1.2 GB", ["at conv1", "out of memory"]),
        new RunOutcome.Cancelled("SIGINT"),
        new RunOutcome.NotNeeded("the images/s of 3 repeats are known well enough."),
    ];

    [Fact]
    public void Every_kind_of_outcome_is_tried_here()
    {
        Type[] kinds = typeof(RunOutcome).GetNestedTypes();

        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), Outcomes.Select(tried => tried.GetType().Name).Order());
    }

    [Fact]
    public Task A_finished_run_is_written_with_everything_that_was_measured() =>
        Verifier.Verify(Write(Finished()), "json");

    [Fact]
    public Task A_run_that_failed_before_it_trained_is_written_without_empty_fields() =>
        Verifier.Verify(Write(Bare(Outcomes[1])), "json");

    [Fact]
    public Task A_cancelled_run_is_written_with_its_reason() =>
        Verifier.Verify(Write(Bare(Outcomes[2])), "json");

    [Fact]
    public void Every_outcome_comes_back_as_it_was() =>
        Assert.All(Outcomes, tried =>
        {
            RunResult read = Read(Write(Finished() with { Outcome = tried }));

            Assert.IsType(tried.GetType(), read.Outcome);
            Assert.Equal(Write(Finished() with { Outcome = tried }), Write(read));
        });

    [Fact]
    public void Accuracies_are_counted_from_the_epochs_and_not_read()
    {
        RunResult result = Finished() with
        {
            Epochs = [Examples.Epoch with { Correct = 120 }, Examples.Epoch with { Epoch = 2, Correct = 80 }],
        };

        RunResult read = Read(Write(result));

        Assert.Equal(0.5, read.FinalAccuracy);
        Assert.Equal(0.75, read.BestAccuracy);
    }

    [Fact]
    public void A_run_without_an_epoch_has_no_accuracy()
    {
        RunResult result = Bare(new RunOutcome.Finished());

        Assert.Null(result.FinalAccuracy);
        Assert.Null(result.BestAccuracy);
    }

    private static RunResult Finished() => Bare(new RunOutcome.Finished()) with
    {
        Used = Examples.Used,
        Timing = Examples.Timing,
        Epochs = [Examples.Epoch],
        PeakMemoryBytes = 1_610_612_736,
        Target = Examples.Target,
        Placement = new RunPlacement { Gpus = ["GPU-1a2b"], Cores = [4, 5], IsPacked = true },
        Checkpoints = new CheckpointUse(Written: 3, Seconds: 0.375, Resumes: 1),
        Warnings = ["broken.jpg was left out"],
    };

    private static RunResult Bare(RunOutcome outcome) => new()
    {
        RunId = "d2-b64-linear-amp-s42-3f9a1c",
        Outcome = outcome,
        Started = Examples.Time,
        Ended = Examples.Time.AddSeconds(7.5),
    };

    private static string Write(RunResult result) => JsonSerializer.Serialize(result, RunJson.Default.RunResult);

    private static RunResult Read(string json) => JsonSerializer.Deserialize(json, RunJson.Default.RunResult)!;
}
