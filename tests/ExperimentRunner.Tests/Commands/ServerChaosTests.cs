using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Testing;
using Xunit.Abstractions;

namespace ExperimentRunner.Tests.Commands;

/// <summary>A real server, in a process of its own, that is killed, frozen and started again while a sweep works.</summary>
public sealed class ServerChaosTests(ITestOutputHelper output) : IDisposable
{
    private const int Troubles = 10;

    private readonly RunnerProgram runner = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        runner.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_server_that_is_killed_and_frozen_ten_times_knows_every_point_once_and_no_run_fails()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        runner.WriteMatrix("name: tiny\nmatrix: { devices: [1, 2], batch_per_device: [16], amp: [off, on] }\nrepeats: 5\n");
        using TrackingServerProcess server = await TrackingServerProcess.StartAsync(folder["troubled"]);
        using TrackingServerProcess calm = await TrackingServerProcess.StartAsync(folder["calm"]);

        CommandTask<BufferedCommandResult> running = runner.Sweep("d=Slow", $"--tracking-uri={server.Address}").ExecuteBufferedAsync();
        int troubles = await MakeTroubleAsync(server, new Random(seed), running);
        BufferedCommandResult swept = await running;
        string afterSweep = await TrackedPoints.DescribeAsync(server.Address, "tiny");
        BufferedCommandResult synced = await runner.RunAsync("sync", $"--tracking-uri={calm.Address}");

        Assert.True(swept.ExitCode == ExitCode.Success, swept.StandardOutput + swept.StandardError);
        Assert.True(synced.ExitCode == ExitCode.Success, synced.StandardOutput + synced.StandardError);
        Assert.Equal(Troubles, troubles);
        Assert.Contains("Tracked in", swept.StandardOutput, StringComparison.Ordinal);
        string undisturbed = await TrackedPoints.DescribeAsync(calm.Address, "tiny");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{undisturbed.Count(character => character == '=')} points and params compared"));
        Assert.Equal(21, undisturbed.Split('\n').Count(line => line.Contains(" FINISHED ", StringComparison.Ordinal)));
        Assert.Equal(undisturbed, afterSweep);
    }

    [Fact]
    public async Task A_sweep_that_was_told_to_one_server_is_copied_to_another_and_each_has_an_entry_of_its_own()
    {
        BufferedCommandResult swept = await runner.Sweep().ExecuteBufferedAsync();
        using TrackingServerProcess team = await TrackingServerProcess.StartAsync(folder["team"]);

        BufferedCommandResult synced = await runner.RunAsync("sync", $"--tracking-uri={team.Address}");
        string copy = await TrackedPoints.DescribeAsync(team.Address, "tiny");

        Assert.True(swept.ExitCode == ExitCode.Success, swept.StandardOutput + swept.StandardError);
        Assert.True(synced.ExitCode == ExitCode.Success, synced.StandardOutput + synced.StandardError);
        Assert.Equal(9, copy.Split('\n').Count(line => line.Contains(" FINISHED ", StringComparison.Ordinal)));
        Assert.Contains("scaling/efficiency: ", copy, StringComparison.Ordinal);
        string ledger = await File.ReadAllTextAsync(Assert.Single(runner.Sweeps()).Tracking);
        Assert.Contains("\"embedded:", ledger, StringComparison.Ordinal);
        Assert.Contains($"\"{team.Address}\"", ledger, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("report")]
    public async Task What_a_killed_sweep_left_running_is_ended_by_the_next_command(string verb)
    {
        using TrackingServerProcess server = await TrackingServerProcess.StartAsync(folder["server"]);
        CommandTask<BufferedCommandResult> running = runner.Sweep("d=Slow", $"--tracking-uri={server.Address}").ExecuteBufferedAsync();
        await UntilAsync(async () => (await TrackedOrNothingAsync(server)).Contains("RUNNING", StringComparison.Ordinal) && Runs().Any());
        System.Diagnostics.Process.GetProcessById(running.ProcessId).Kill();
        await running;
        string before = await TrackedPoints.DescribeAsync(server.Address, "tiny");
        await UntilAsync(() => Task.FromResult(!Runs().Any(run => FolderLock.IsHeld(run.Lock))));

        BufferedCommandResult repaired = await runner.RunAsync(verb, $"--tracking-uri={server.Address}");
        string after = await TrackedPoints.DescribeAsync(server.Address, "tiny");

        Assert.True(repaired.ExitCode == ExitCode.Success, repaired.StandardOutput + repaired.StandardError);
        Assert.Contains(" RUNNING ", before, StringComparison.Ordinal);
        Assert.DoesNotContain(" RUNNING ", after, StringComparison.Ordinal);
        Assert.Contains(" KILLED ", after, StringComparison.Ordinal);
    }

    private IEnumerable<RunPaths> Runs() => Directory.Exists(runner.Artifacts)
        ? Directory.EnumerateFiles(runner.Artifacts, "events.jsonl", SearchOption.AllDirectories).Select(file => new RunPaths(Path.GetDirectoryName(file)!))
        : [];

    private static async Task<string> TrackedOrNothingAsync(TrackingServerProcess server)
    {
        try
        {
            return await TrackedPoints.DescribeAsync(server.Address, "tiny");
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    /// <returns>How often the server was in trouble while the sweep was at work.</returns>
    private async Task<int> MakeTroubleAsync(TrackingServerProcess server, Random random, Task sweep)
    {
        await UntilAsync(() => Task.FromResult(Runs().Any()));
        int troubles = 0;
        while (troubles < Troubles && !sweep.IsCompleted)
        {
            await Task.Delay(random.Next(100, 2500));
            bool isFrozen = random.Next(2) == 0;
            TimeSpan pause = TimeSpan.FromMilliseconds(random.Next(50, 1500));
            output.WriteLine($"{(isFrozen ? "frozen" : "killed")} for {pause.TotalMilliseconds} ms");
            await TroubleAsync(server, isFrozen, pause);
            troubles++;
        }

        return troubles;
    }

    private static async Task TroubleAsync(TrackingServerProcess server, bool isFrozen, TimeSpan pause)
    {
        if (isFrozen)
        {
            await server.FreezeAsync();
            await Task.Delay(pause);
            await server.ThawAsync();
            return;
        }

        server.Kill();
        await Task.Delay(pause);
        await server.StartAgainAsync();
    }
}
