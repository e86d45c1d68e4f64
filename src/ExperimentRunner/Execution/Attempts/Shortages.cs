using System.Globalization;
using ExperimentRunner.Execution.Probes;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>
/// What ran out of memory in a sweep, so that larger runs of the same shape need not find out again. One small file each, so that several lanes,
/// processes and hosts can write and read at any time.
/// </summary>
internal sealed class Shortages(string folder)
{
    public void Note(string runId, RunSpec tried)
    {
        Directory.CreateDirectory(folder);
        string file = string.Create(CultureInfo.InvariantCulture, $"{Shape(tried)}-{Environment.MachineName}-d{tried.Devices}-b{tried.BatchPerDevice}.json");
        var shortage = new Shortage { RunId = runId, Host = Environment.MachineName, Devices = tried.Devices, BatchPerDevice = tried.BatchPerDevice };
        WholeFile.WriteJson(Path.Combine(folder, file), shortage, ExecutionFileJson.Default.Shortage);
    }

    /// <summary>One that says that a run will have too little memory here: the same shape, at most as many devices, at most as big a batch on each. Null if none does.</summary>
    public Shortage? Predict(RunSpec spec) => Of(Shape(spec)).FirstOrDefault(shortage => shortage.Devices <= spec.Devices && shortage.BatchPerDevice <= spec.BatchPerDevice);

    private IEnumerable<Shortage> Of(string shape) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"{shape}-*.json")
            .Select(file => WholeFile.ReadJson(file, ExecutionFileJson.Default.Shortage))
            .OfType<Shortage>()
            .Where(shortage => shortage.Host == Environment.MachineName)
            .OrderBy(shortage => shortage.BatchPerDevice)
            .ThenBy(shortage => shortage.Devices)
        : [];

    /// <summary>Names what decides the memory of a run, but for its batch and its devices.</summary>
    private static string Shape(RunSpec spec) => RunId.Of(ProbeSpec.Of(spec with { Devices = 1, BatchPerDevice = 1 }));
}
