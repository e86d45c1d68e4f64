using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Probes;

/// <summary>What probes found out about shapes on one machine; later plans and sweeps rest on it.</summary>
/// <param name="root">Holds a folder for each machine.</param>
/// <param name="machine">Where probes are made, and whose are found.</param>
internal sealed class ProbeStore(string root, MachineFingerprint machine)
{
    private readonly string folder = Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{machine}")))[..16]);

    public void Keep(RunSpec probed, ProbedShape shape)
    {
        Directory.CreateDirectory(folder);
        WholeFile.WriteJson(FileOf(probed), new KeptProbe { Version = KeptProbe.CurrentVersion, Machine = machine, Spec = probed, Shape = shape }, ProbeJson.Default.KeptProbe);
    }

    /// <summary>What is known of the shapes of a plan, by its runs; a run of a shape that was not probed has null.</summary>
    public Func<PlannedRun, ProbedShape?> Find()
    {
        if (!Directory.Exists(folder))
        {
            return _ => null;
        }

        HashSet<string> files = [.. Directory.EnumerateFiles(folder, "*.json")];
        return run => FileOf(ProbeSpec.Of(run.Spec)) is var file && files.Contains(file) ? TryRead(file) : null;
    }

    private string FileOf(RunSpec probed) => Path.Combine(folder, $"{RunId.Of(probed)}.json");

    /// <summary>Null for one that another version wrote.</summary>
    private static ProbedShape? TryRead(string file)
    {
        try
        {
            return WholeFile.ReadJson(file, ProbeJson.Default.KeptProbe) is { Version: KeptProbe.CurrentVersion } kept ? kept.Shape : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
