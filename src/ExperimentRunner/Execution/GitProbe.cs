using CliWrap.Buffered;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Asks git for the commit that a sweep is started from.</summary>
internal static class GitProbe
{
    /// <summary>Null without git, outside a work tree, or before the first commit.</summary>
    public static async Task<GitState?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        string? commit = await AskAsync(folder, ["rev-parse", "HEAD"], cancellationToken);
        if (commit is null)
        {
            return null;
        }

        string? branch = await AskAsync(folder, ["rev-parse", "--abbrev-ref", "HEAD"], cancellationToken);
        string? changes = await AskAsync(folder, ["status", "--porcelain", "--untracked-files=no"], cancellationToken);
        return new GitState(commit, branch ?? "", IsDirty: !string.IsNullOrEmpty(changes));
    }

    private static async Task<string?> AskAsync(string folder, IReadOnlyList<string> question, CancellationToken cancellationToken)
    {
        BufferedCommandResult? answer = await OptionalTool.RunAsync("git", ["-C", folder, .. question], cancellationToken);
        return answer is { ExitCode: 0 } ? answer.StandardOutput.Trim() : null;
    }
}
