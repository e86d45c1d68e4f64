using ExperimentRunner.Execution;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Comparing;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Commands;

/// <summary>Finds what <c>compare</c> is to compare.</summary>
internal static class ComparedSweep
{
    /// <param name="name">The name of a sweep, the folder of one, or a stored baseline; null for the newest sweep.</param>
    /// <exception cref="UserFaultException">It is none of these.</exception>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static SweepSamples Read(string? name, SweepStore store) => name switch
    {
        null => Of(store.OpenNewest(name: null).Paths),
        _ when File.Exists(name) => Stored(name),
        _ when Directory.Exists(name) => Of(new SweepPaths(name)),
        _ => Of(store.Open(name).Paths),
    };

    private static SweepSamples Of(SweepPaths paths) => SweepSamples.Of(SpeedupReport.Build(SweepFolder.Read(paths)));

    private static SweepSamples Stored(string file)
    {
        SweepSamples stored = WholeFile.ReadJson(file, SamplesJson.Default.SweepSamples) ?? throw new UserFaultException($"{file} is gone.");
        return stored.Version == SweepSamples.CurrentVersion
            ? stored
            : throw new UserFaultException($"{file} has version {stored.Version}, and this program reads version {SweepSamples.CurrentVersion}. Write it anew with `report --baseline={file}`.");
    }
}
