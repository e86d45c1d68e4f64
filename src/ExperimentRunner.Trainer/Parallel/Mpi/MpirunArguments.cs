using System.Globalization;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>The arguments by which mpirun starts one process a device on this host, each with its own cores where there are enough and all may be used.</summary>
internal static class MpirunArguments
{
    public static IReadOnlyList<string> Of(int devices, int threadsPerDevice, HostCores cores, bool isRoot, IEnumerable<string> command) =>
    [
        .. isRoot ? ["--allow-run-as-root"] : Array.Empty<string>(),
        "-n", Text(devices),
        "--stdin", "none",
        .. Binding(devices * threadsPerDevice, threadsPerDevice, cores),
        .. command,
    ];

    private static string[] Binding(int threads, int threadsPerDevice, HostCores cores)
    {
        if (threads > cores.Threads || cores.IsHeld)
        {
            return ["--oversubscribe", "--bind-to", "none"];
        }

        return threads <= cores.Cores
            ? ["--map-by", $"slot:PE={Text(threadsPerDevice)}", "--bind-to", "core"]
            : ["--use-hwthread-cpus", "--map-by", $"slot:PE={Text(threadsPerDevice)}", "--bind-to", "hwthread"];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
