using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class TrainerProcessTests
{
    private static readonly RunSpec Endless = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 100_000 } };

    [Fact]
    public async Task A_process_of_its_own_trains_a_run_folder()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        BufferedCommandResult result = await Trainer("train", folder.Paths.Folder).ExecuteBufferedAsync();

        Assert.True(result.ExitCode == TrainerExitCode.Success, result.StandardError);
        Assert.IsType<RunOutcome.Finished>(folder.Result.Outcome);
    }

    [Fact]
    public async Task Two_processes_with_the_same_seed_train_alike_bit_for_bit()
    {
        RunSpec spec = TrainerSpecs.Tiny with { Amp = Amp.Bf16 };
        using var first = new RunFolder(spec);
        using var second = new RunFolder(spec);

        await Trainer("train", first.Paths.Folder).ExecuteBufferedAsync();
        await Trainer("train", second.Paths.Folder).ExecuteBufferedAsync();

        Assert.NotEmpty(Losses(first));
        Assert.Equal(Losses(first), Losses(second));
    }

    [Fact]
    public async Task An_interrupt_ends_a_run_with_its_result_written()
    {
        using var folder = new RunFolder(Endless);

        await InterruptAfterFirstEpochAsync(Trainer("train", folder.Paths.Folder), folder);

        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
        Assert.NotEmpty(folder.Result.Epochs);
    }

    [Fact]
    public async Task An_interrupt_is_heard_by_a_trainer_that_was_started_in_the_background()
    {
        using var folder = new RunFolder(Endless);
        Command inBackground = Cli.Wrap("sh").WithArguments(["-c", "trap '' INT; exec dotnet \"$0\" train \"$1\"", TrainerFile, folder.Paths.Folder]);

        await InterruptAfterFirstEpochAsync(inBackground, folder);

        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
    }

    [Fact]
    public async Task A_trainer_whose_runner_is_gone_stops()
    {
        using var folder = new RunFolder(Endless);

        await ShortLivedRunner.Of(TrainerFile, folder).ExecuteBufferedAsync();

        Assert.IsType<RunOutcome.Cancelled>(folder.Result.Outcome);
        Assert.NotEmpty(folder.Result.Epochs);
    }

    [Fact]
    public async Task A_trainer_whose_runner_was_gone_before_it_began_leaves_the_folder_as_it_is()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);
        folder.Train();
        byte[][] before = [await File.ReadAllBytesAsync(folder.Paths.Result), await File.ReadAllBytesAsync(folder.Paths.Events)];

        // Process 1 is not the parent of the trainer that this test starts.
        CommandResult result = await Trainer("train", folder.Paths.Folder, "--parent", "1").ExecuteAsync();

        Assert.Equal(TrainerExitCode.Cancelled, result.ExitCode);
        Assert.Equal(before, [await File.ReadAllBytesAsync(folder.Paths.Result), await File.ReadAllBytesAsync(folder.Paths.Events)]);
        Assert.False(File.Exists(folder.Paths.Holder));
    }

    private static string TrainerFile => typeof(Trainer.Loop.RunHost).Assembly.Location;

    private static IEnumerable<(double, double, double)> Losses(RunFolder folder) =>
        folder.Result.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TestLoss, (double)epoch.Correct));

    private static Command Trainer(params string[] arguments) => Cli.Wrap("dotnet")
        .WithArguments([TrainerFile, .. arguments])
        .WithValidation(CommandResultValidation.None);

    /// <summary>A trainer that does not hear it is killed, so that the test fails and does not hang.</summary>
    private static async Task InterruptAfterFirstEpochAsync(Command trainer, RunFolder folder)
    {
        using var interrupt = new CancellationTokenSource();
        using var kill = new CancellationTokenSource();
        CommandTask<CommandResult> running = trainer.ExecuteAsync(kill.Token, interrupt.Token);
        await WaitForFirstEpochAsync(folder.Paths);
        kill.CancelAfter(TimeSpan.FromMinutes(1));
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task WaitForFirstEpochAsync(RunPaths paths)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!File.Exists(paths.Events) || !(await ReadSharedAsync(paths.Events)).Contains("epoch_ended", StringComparison.Ordinal))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<string> ReadSharedAsync(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync();
    }
}
