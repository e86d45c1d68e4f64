using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.FakeTrainer;

/// <summary>The environment variable FAKE_TRAINER_LAW: <c>alpha=0.05;beta=0.01;noise=0.02;outliers=0.05;slowdown=0.3;drift=0.2</c>, each 0 unless said.</summary>
internal static class LawScript
{
    /// <summary>What a run's throughput is; null without a script. The same run id always draws the same noise.</summary>
    public static double? ImagesPerSecond(string? script, RunPaths paths, RunSpec spec)
    {
        if (string.IsNullOrEmpty(script))
        {
            return null;
        }

        string runId = Path.GetFileName(paths.Folder);
        int seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(runId)));
        return Parse(script).ImagesPerSecond(spec.Devices, Progress(paths, runId), new Random(seed));
    }

    private static KnownLaw Parse(string script)
    {
        Dictionary<string, double> values = script.Split(';').Select(entry => entry.Split('=')).ToDictionary(entry => entry[0], entry => double.Parse(entry[1], CultureInfo.InvariantCulture));
        return new KnownLaw
        {
            Alpha = values.GetValueOrDefault("alpha"),
            Beta = values.GetValueOrDefault("beta"),
            Noise = values.GetValueOrDefault("noise"),
            Outliers = values.GetValueOrDefault("outliers"),
            Slowdown = values.GetValueOrDefault("slowdown"),
            Drift = values.GetValueOrDefault("drift"),
        };
    }

    /// <summary>By the plan that lies beside the run.</summary>
    private static double Progress(RunPaths paths, string runId)
    {
        SweepPlan? plan = WholeFile.ReadJson(new SweepPaths(Path.GetDirectoryName(paths.Folder)!).Plan, RunJson.Default.SweepPlan);
        int at = plan?.Runs.Select(run => run.RunId).ToList().IndexOf(runId) ?? 0;
        return at <= 0 ? 0 : (double)at / (plan!.Runs.Count - 1);
    }
}
