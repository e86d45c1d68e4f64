using CliWrap;
using CliWrap.Buffered;

namespace Benchmarks.Measuring;

/// <summary>Starts what is measured and waits for its end.</summary>
internal static class MeasuredProcess
{
    private const int ErrorLines = 5;

    public static IReadOnlyDictionary<string, string?> AsItIs { get; } = new Dictionary<string, string?>();

    /// <exception cref="MeasurementException">It ended with another exit code than 0.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment, MemoryWatch? memory, CancellationToken cancellationToken)
    {
        using CommandTask<BufferedCommandResult> running = Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);
        Task watching = memory?.WatchAsync(running.ProcessId, running.Task) ?? Task.CompletedTask;
        BufferedCommandResult ended = await running;
        await watching;
        return ended.ExitCode == 0
            ? ended.StandardOutput
            : throw new MeasurementException($"{program} {string.Join(' ', arguments)} ended with {ended.ExitCode}: {Last(ended.StandardError)}");
    }

    private static string Last(string errors) =>
        string.Join(" | ", errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(ErrorLines));
}
