using CliWrap;
using CliWrap.Buffered;
using System.Runtime.Versioning;
using ExperimentRunner.Testing;
using ExperimentRunner.Tests.Execution.Sampling;
using YamlDotNet.RepresentationModel;

namespace ExperimentRunner.Tests.Workflows;

/// <summary>
/// Does the steps of one job as a runner of GitHub does: each script in a shell of its own, in a checkout of this repository, with the files by which steps tell
/// things. What builds is left out, since the test's own build is used. A stand-in for <c>gh</c> keeps what it was called with.
/// </summary>
/// <param name="artifacts">What jobs hand on to each other: a folder an artifact.</param>
[UnsupportedOSPlatform("windows")]
internal sealed class SimulatedMachine(string artifacts) : IDisposable
{
    private static readonly string[] NeedNothing = ["actions/checkout", "actions/setup-dotnet"];

    private readonly TemporaryFolder folder = new();

    public string Checkout => folder["checkout"];

    public string StepSummary => File.Exists(folder["summary"]) ? File.ReadAllText(folder["summary"]) : "";

    /// <summary>Lines of <c>name=value</c>.</summary>
    public IReadOnlyList<string> Outputs => File.Exists(folder["outputs"]) ? File.ReadAllLines(folder["outputs"]) : [];

    /// <summary>All that the scripts printed.</summary>
    public string Log { get; private set; } = "";

    /// <summary>Id of our comment that the pull request has already; empty without one.</summary>
    public string CommentOfBefore { get; init; } = "";

    /// <summary>One line a call, with the first words of each.</summary>
    public string CallsOfGh => File.Exists(folder["gh.log"]) ? File.ReadAllText(folder["gh.log"]) : "";

    /// <param name="job">Of a workflow.</param>
    /// <param name="environment">Of the workflow.</param>
    /// <param name="expressions">What is known to the job.</param>
    /// <param name="conditions">What comes of each condition that a step may have.</param>
    /// <returns>The exit code of the first script that failed; else 0.</returns>
    public async Task<int> RunAsync(YamlMappingNode job, IEnumerable<KeyValuePair<string, string>> environment, Expressions expressions, IReadOnlyDictionary<string, bool> conditions)
    {
        await CheckOutAsync();
        int exitCode = 0;
        foreach (YamlMappingNode step in Workflow.Steps(job))
        {
            bool runs = Workflow.Text(step, "if") is { } condition ? conditions[condition] : exitCode == 0;
            if (runs && Workflow.Text(step, "uses") is { } action)
            {
                Use(action.Split('@')[0], Workflow.Map(step, "with").ToDictionary(entry => entry.Key, entry => expressions.Fill(entry.Value)));
            }
            else if (runs && Workflow.Text(step, "run") is { } script && !script.StartsWith("dotnet cake --target=BuildRunner", StringComparison.Ordinal))
            {
                var variables = environment.Concat(Workflow.Map(job, "env")).Concat(Workflow.Map(step, "env")).ToLookup(entry => entry.Key, entry => expressions.Fill(entry.Value));
                int ended = await ShellAsync(script, variables.ToDictionary(entry => entry.Key, entry => (string?)entry.Last()));
                exitCode = exitCode == 0 ? ended : exitCode;
            }
        }

        return exitCode;
    }

    public void Dispose() => folder.Dispose();

    private async Task CheckOutAsync()
    {
        string repository = Repository.Folder();
        Directory.CreateDirectory(Checkout);
        BufferedCommandResult files = await Cli.Wrap("git").WithArguments(["ls-files", "-co", "--exclude-standard"]).WithWorkingDirectory(repository).ExecuteBufferedAsync();
        foreach (string file in files.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(repository, file))))
        {
            string copy = Path.Combine(Checkout, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(repository, file), copy);
        }

        string built = Path.Combine(Checkout, "artifacts", "bin", "ExperimentRunner");
        Directory.CreateDirectory(built);
        Directory.CreateSymbolicLink(Path.Combine(built, "release"), Path.Combine(repository, "artifacts", "bin", "ExperimentRunner", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))));
        Directory.CreateDirectory(folder["bin"]);
        StandInProgram.Write(folder["bin/gh"], $"echo \"$1 $2 $3 $4 $5 $6 $7\" >> '{folder["gh.log"]}'; [ \"$2\" != --paginate ] || echo '{CommentOfBefore}'");
    }

    private void Use(string action, Dictionary<string, string> with)
    {
        switch (action)
        {
            case "actions/upload-artifact":
                CopyFolder(Path.Combine(Checkout, with["path"]), Path.Combine(artifacts, with["name"]));
                break;
            case "actions/download-artifact":
                foreach (string artifact in Directory.EnumerateDirectories(artifacts, with["pattern"]))
                {
                    CopyFolder(artifact, Path.Combine(Checkout, with["path"], Path.GetFileName(artifact)));
                }

                break;
            default:
                Assert.Contains(action, NeedNothing);
                break;
        }
    }

    private async Task<int> ShellAsync(string script, Dictionary<string, string?> variables)
    {
        variables["GITHUB_ACTIONS"] = "true";
        variables["GITHUB_REPOSITORY"] = "owner/name";
        variables["GITHUB_OUTPUT"] = folder["outputs"];
        variables["GITHUB_STEP_SUMMARY"] = folder["summary"];
        variables["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        BufferedCommandResult ended = await Cli.Wrap("bash")
            .WithArguments(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .WithWorkingDirectory(Checkout)
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Log += $"$ {script}\n{ended.StandardOutput}{ended.StandardError}";
        return ended.ExitCode;
    }

    /// <summary>Without what is hidden, as upload-artifact does unless it is told otherwise.</summary>
    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !IsHidden(Path.GetRelativePath(from, file))))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static bool IsHidden(string path) => path.Split('/').Any(part => part.StartsWith('.'));
}
