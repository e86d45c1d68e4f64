using System.Diagnostics;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Orphans;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Orphans;

public sealed class OrphanTests : IDisposable
{
    private static readonly OrphanPatience Short = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(20));

    private readonly TemporaryFolder folder = new();

    private RunPaths Run => new(folder["run"]);

    [Theory]
    [InlineData("Hang")]
    [InlineData("Deaf")]
    public async Task A_trainer_whose_runner_is_gone_is_asked_and_then_killed(string behaviour)
    {
        using Process trainer = await StartAsync(behaviour);

        await new Orphan(Run, Short, TimeProvider.System).EndAsync(CancellationToken.None);

        Assert.True(trainer.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_trainer_that_was_stopped_is_killed()
    {
        using Process trainer = await StartAsync("Hang");
        using (Process stop = Process.Start("kill", ["-STOP", $"{trainer.Id}"]))
        {
            await stop.WaitForExitAsync();
        }

        await new Orphan(Run, Short, TimeProvider.System).EndAsync(CancellationToken.None);

        Assert.True(trainer.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_process_that_has_the_id_of_an_earlier_trainer_is_left_alone()
    {
        using Process trainer = await StartAsync("Hang");
        WholeFile.WriteJson(Run.Holder, ProcessIdentity.Of(trainer.Id)! with { StartTicks = 1 }, RunJson.Default.ProcessIdentity);
        OrphanPatience impatient = Short with { GiveUp = TimeSpan.FromSeconds(2.5) };

        var fault = await Assert.ThrowsAsync<UserFaultException>(() => new Orphan(Run, impatient, TimeProvider.System).EndAsync(CancellationToken.None));

        Assert.Contains($"(process {trainer.Id} on {Environment.MachineName})", fault.Message, StringComparison.Ordinal);
        Assert.False(trainer.HasExited);
        trainer.Kill();
    }

    [Fact]
    public void A_process_is_itself_and_no_other()
    {
        var self = ProcessIdentity.OfThis()!;

        Assert.True(self.IsAlive());
        Assert.False((self with { Boot = "another" }).IsAlive());
        Assert.False((self with { Host = "another" }).IsAlive());
        Assert.False((self with { StartTicks = self.StartTicks + 1 }).IsAlive());
    }

    public void Dispose() => folder.Dispose();

    private async Task<Process> StartAsync(string behaviour)
    {
        await RunFolderReset.PrepareAsync(Run, Plans.Of([1]).Runs[0].Spec, TimeProvider.System, CancellationToken.None);
        var start = new ProcessStartInfo("dotnet", [FakeTrainerFile.Location, "train", Run.Folder]);
        start.Environment["FAKE_TRAINER"] = $"run={behaviour}";
        var trainer = Process.Start(start)!;
        while (!FolderLock.IsHeld(Run.Lock) || TrainerLock.Holder(Run) is null)
        {
            await Task.Delay(20);
        }

        return trainer;
    }
}
