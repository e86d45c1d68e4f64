using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Benchmarks.Measuring;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Files;

namespace Benchmarks.Execution;

/// <summary>Peak memory of a runner with many runs and the live view, on a terminal that <c>script</c> makes up. A shell script plays the trainer, in a few milliseconds.</summary>
[UnsupportedOSPlatform("windows")]
internal static class MemoryFigure
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task<string> MeasureAsync(RunnerFolder folder, int runs, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(folder.Matrix, $"name: memory\ntiming: packed\nrepeats: 5\ndata: {{ train_images: 20000 }}\nmatrix:\n  devices: [1]\n  batch_per_device: [{string.Join(", ", Enumerable.Range(1, runs / 5))}]\n", cancellationToken);
        string trainer = await TrainerAsync(folder, cancellationToken);
        string sweep = $"exec dotnet {string.Join(' ', folder.SweepArguments(trainer))}";
        long begin = Stopwatch.GetTimestamp();
        using CommandTask<BufferedCommandResult> running = Cli.Wrap("script").WithArguments(["-qec", sweep, folder["screen"]])
            .WithEnvironmentVariables(folder.Variables("Succeed")).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
        (long ofRuns, TimeSpan took) = await WatchAsync(folder, running, begin);
        BufferedCommandResult ended = await running;
        return ended.ExitCode == 0
            ? FormattableString.Invariant($"{runs} runs with the live view: {ofRuns >> 20} MiB at most until the last run had ended, after {took.TotalSeconds:0} s; {new FileInfo(folder["screen"]).Length >> 20} MiB were written to the screen.")
            : throw new MeasurementException($"The sweep ended with {ended.ExitCode}: {ended.StandardOutput[^Math.Min(500, ended.StandardOutput.Length)..]}");
    }

    /// <summary>Peak resident memory (VmHWM) of the runner until the journal tells the end of the runs; what comes then is the report.</summary>
    private static async Task<(long Bytes, TimeSpan Took)> WatchAsync(RunnerFolder folder, CommandTask<BufferedCommandResult> running, long begin)
    {
        long bytes = 0;
        while (!running.Task.IsCompleted && !HasEnded(folder))
        {
            bytes = Math.Max(bytes, ProcessTree.Of(running.ProcessId).Where(IsRunner).Select(PeakBytes).DefaultIfEmpty().Max());
            await Task.WhenAny(running, Task.Delay(Interval));
        }

        return (bytes, Stopwatch.GetElapsedTime(begin));
    }

    private static bool HasEnded(RunnerFolder folder)
    {
        if (!Directory.Exists(folder["artifacts/sweeps"]))
        {
            return false;
        }

        string journal = new SweepPaths(folder.Sweep).Journal;
        return File.Exists(journal) && LastBytes(journal).Contains("sweep_ended", StringComparison.Ordinal);
    }

    private static string LastBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(200, stream.Length), SeekOrigin.End);
        return new StreamReader(stream).ReadToEnd();
    }

    private static bool IsRunner(int process) => Read($"/proc/{process}/cmdline").Contains("ExperimentRunner.dll", StringComparison.Ordinal) && Read($"/proc/{process}/comm").StartsWith("dotnet", StringComparison.Ordinal);

    private static long PeakBytes(int process)
    {
        string? line = Read($"/proc/{process}/status").Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Empty for a process that has ended.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Leaves the events and the result of a run that the fake trainer played once.</summary>
    private static async Task<string> TrainerAsync(RunnerFolder folder, CancellationToken cancellationToken)
    {
        var played = new RunPaths(folder["played"]);
        Directory.CreateDirectory(played.Folder);
        File.Copy(await SpecAsync(folder, cancellationToken), played.Spec);
        await MeasuredProcess.RunAsync("dotnet", [RunnerFolder.FakeTrainer, "train", played.Folder], folder.Variables("Succeed"), memory: null, cancellationToken);
        return folder.Script("quick-trainer", $"cp {played.Events} \"$2/events.jsonl\"\nsed \"s/\\\"played\\\"/\\\"${{2##*/}}\\\"/\" {played.Result} >\"$2/result.json\"");
    }

    /// <summary>Of a sweep of one run.</summary>
    private static async Task<string> SpecAsync(RunnerFolder folder, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(folder["one.yaml"], "name: one\nmatrix: { devices: [1], batch_per_device: [1] }\n", cancellationToken);
        await MeasuredProcess.RunAsync(
            "dotnet",
            [RunnerFolder.Runner, "sweep", $"--matrix={folder["one.yaml"]}", $"--artifacts={folder["one"]}", $"--trainer={RunnerFolder.FakeTrainer}", "--no-tracking"],
            folder.Variables("Succeed"),
            memory: null,
            cancellationToken);
        return Directory.GetFiles(folder["one"], "run.json", SearchOption.AllDirectories).Single();
    }
}
