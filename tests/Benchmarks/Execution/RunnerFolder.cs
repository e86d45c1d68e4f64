using System.Globalization;
using System.Runtime.Versioning;

namespace Benchmarks.Execution;

/// <summary>A folder with a matrix, stand-ins for nvidia-smi and for the trainer, and the programs that were built beside this one.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class RunnerFolder : IDisposable
{
    private const int Gpus = 8;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("execution-bench-");

    public RunnerFolder() => Script("nvidia-smi", $"cat <<'END'\n{string.Join('\n', Enumerable.Range(0, Gpus).Select(gpu => $"{gpu}, GPU-{gpu}{gpu}{gpu}{gpu}, 0, 0, 16000, 60, 300"))}\nEND");

    public static string Runner { get; } = Built("ExperimentRunner");

    public static string FakeTrainer { get; } = Built("ExperimentRunner.FakeTrainer");

    public string Matrix => this["matrix.yaml"];

    /// <summary>The only sweep.</summary>
    public string Sweep => Directory.GetDirectories(this["artifacts/sweeps"]).Single();

    /// <summary>Eight GPUs, leases of our own, and a fake trainer that does this.</summary>
    public IReadOnlyDictionary<string, string?> Variables(string behaviour) => new Dictionary<string, string?>
    {
        ["FAKE_TRAINER"] = $"d={behaviour}",
        ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
        ["EXPERIMENT_RUNNER_LEASES"] = this["leases"],
    };

    public string this[string name] => Path.Combine(folder.FullName, name);

    public IReadOnlyList<string> SweepArguments(string trainer) =>
        [Runner, "sweep", $"--matrix={Matrix}", $"--artifacts={this["artifacts"]}", $"--trainer={trainer}", "--no-tracking"];

    /// <summary>A trainer that notes in <c>process.txt</c> of the run's folder when its process began and ended, in nanoseconds.</summary>
    public string TimedTrainer() => Script("timed-trainer", $"begin=$(date +%s%N)\ndotnet {FakeTrainer} \"$@\"\ncode=$?\necho $begin $(date +%s%N) >\"$2/process.txt\"\nexit $code");

    public string Script(string name, string script)
    {
        File.WriteAllText(this[name], $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(this[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this[name];
    }

    /// <summary>Seconds since the epoch when each trainer's process began and ended, by run id.</summary>
    public IReadOnlyDictionary<string, (double Begin, double End)> ProcessTimes() => Directory.GetFiles(Sweep, "process.txt", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileName(Path.GetDirectoryName(file)!), Times);

    public void Dispose() => folder.Delete(recursive: true);

    private static (double Begin, double End) Times(string file)
    {
        double[] nanoseconds = [.. File.ReadAllText(file).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return (nanoseconds[0] / 1e9, nanoseconds[1] / 1e9);
    }

    private static string Built(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, $"{project}.dll");
    }
}
