using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Slurm, by its own command line programs.</summary>
/// <param name="folder">Where they are; empty is on the PATH.</param>
internal sealed class SlurmClient(string folder = "")
{
    private const char Separator = '|';

    /// <summary>Slurm's own default of MaxArraySize, if it can't be asked.</summary>
    private const int DefaultArraySize = 1001;

    private static readonly string[] SecretPrefixes = ["MLFLOW_"];

    /// <param name="arguments">Of sbatch, with <c>--parsable</c>.</param>
    /// <exception cref="UserFaultException">sbatch is not on the PATH.</exception>
    public async Task<SlurmAnswer> SubmitAsync(IReadOnlyList<string> arguments)
    {
        // Never cancelled: an sbatch that is cut short leaves nobody who knows whether the job was taken.
        BufferedCommandResult result = await RunAsync("sbatch", arguments, CancellationToken.None);

        // Of a federation the name of the cluster comes after a semicolon.
        return result.ExitCode == 0
            ? new SlurmAnswer(result.StandardOutput.Trim().Split(';')[0], "")
            : new SlurmAnswer(null, Said(result));
    }

    /// <summary>All tasks that the controller still knows of jobs with these names, those that ended a few minutes ago (MinJobAge) among them.</summary>
    /// <exception cref="UserFaultException">squeue is not on the PATH.</exception>
    /// <exception cref="SlurmUnavailableException">The controller does not answer.</exception>
    public async Task<IReadOnlyList<SlurmTask>> TasksAsync(IReadOnlyCollection<string> jobNames, CancellationToken cancellationToken)
    {
        if (jobNames.Count == 0)
        {
            return [];
        }

        BufferedCommandResult result = await RunAsync(
            "squeue", ["--noheader", "--array", "--states=all", $"--name={string.Join(',', jobNames)}", "--format=%j|%F|%K|%T|%r|%N"], cancellationToken);
        return result.ExitCode == 0
            ? [.. Lines(result).Select(line => line.Split(Separator)).Where(fields => fields.Length == 6).Select(Task)]
            : throw new SlurmUnavailableException($"squeue does not tell what is queued: {Said(result)}");
    }

    /// <summary>What the accounting database knows of tasks that the controller has forgotten.</summary>
    /// <param name="ids">As in <see cref="SlurmTask.Id"/>.</param>
    /// <returns>Slurm's words by id; empty on a cluster without accounting.</returns>
    public async Task<IReadOnlyDictionary<string, string>> AccountedAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        BufferedCommandResult? result = await OptionalTool.RunAsync(
            Path.Combine(folder, "sacct"), ["--noheader", "--parsable2", "--allocations", $"--jobs={string.Join(',', ids)}", "--format=JobID,State"], cancellationToken);
        return result is { ExitCode: 0 }
            ? Lines(result).Select(line => line.Split(Separator)).Where(fields => fields.Length == 2).GroupBy(fields => fields[0]).ToDictionary(group => group.Key, group => group.Last()[1])
            : new Dictionary<string, string>();
    }

    /// <param name="ids">Of jobs, with all of their tasks, or of tasks.</param>
    /// <param name="onlyWaiting">What runs goes on.</param>
    /// <exception cref="SlurmUnavailableException">The controller refuses or does not answer.</exception>
    public async Task CancelAsync(IEnumerable<string> ids, bool onlyWaiting, CancellationToken cancellationToken)
    {
        string[] named = [.. ids];
        if (named.Length == 0)
        {
            // Without a name scancel takes a state for a wish to cancel all jobs in it, whoever's sweep they are of.
            return;
        }

        BufferedCommandResult result = await RunAsync("scancel", [.. onlyWaiting ? ["--state=PENDING"] : Array.Empty<string>(), .. named], cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new SlurmUnavailableException($"scancel did not cancel: {Said(result)}");
        }
    }

    /// <summary>Puts a running task back into the queue, which ends it.</summary>
    /// <returns>Why Slurm won't; null if it does.</returns>
    public async Task<string?> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        BufferedCommandResult result = await RunAsync("scontrol", ["requeue", id], cancellationToken);
        return result.ExitCode == 0 ? null : Said(result);
    }

    /// <summary>Most tasks of an array.</summary>
    public async Task<int> MaxArraySizeAsync(CancellationToken cancellationToken)
    {
        BufferedCommandResult result = await RunAsync("scontrol", ["show", "config"], cancellationToken);
        string[] setting = Lines(result).Select(line => line.Split('=', StringSplitOptions.TrimEntries)).FirstOrDefault(parts => parts is ["MaxArraySize", _]) ?? [];
        return setting is [_, var value] && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0 ? size : DefaultArraySize;
    }

    public static UserFaultException IsMissing(string program, Exception? cause = null) => new(
        $"{program} is not on the PATH. Run this where Slurm's client programs are, such as a login node of the cluster (Debian: apt-get install slurm-client), or leave out --executor=slurm to run on this machine.", cause);

    private static SlurmTask Task(string[] fields) =>
        new(fields[0], fields[1], int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : 0, fields[3], fields[4] == "None" ? "" : fields[4], fields[5]);

    private static string[] Lines(BufferedCommandResult result) =>
        result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Said(BufferedCommandResult result) =>
        string.Join(' ', $"{result.StandardError}\n{result.StandardOutput}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task<BufferedCommandResult> RunAsync(string program, IReadOnlyCollection<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await Cli.Wrap(Path.Combine(folder, program)).WithArguments(arguments).WithEnvironmentVariables(WithoutSecrets()).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellationToken);
        }
        catch (Win32Exception exception)
        {
            throw IsMissing(program, exception);
        }
    }

    /// <summary>sbatch copies its environment to the controller's disk and to the nodes, where nobody needs the way to a tracking server.</summary>
    private static Dictionary<string, string?> WithoutSecrets() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => Array.Exists(SecretPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(name => name, _ => (string?)null);
}
