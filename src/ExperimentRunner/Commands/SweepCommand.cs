using System.CommandLine;
using ExperimentRunner.Execution;

namespace ExperimentRunner.Commands;

/// <summary><c>sweep</c>: runs a matrix.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var shards = new ShardOptions();
        Option<string?> sweep = RunnerOptions.Sweep();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        Option<string?> trackingUri = RunnerOptions.TrackingUri();
        var resume = new Option<bool>("--resume") { Description = "Go on with the newest sweep of the matrix (or with --sweep): runs that ended are kept, interrupted ones go on from their checkpoint, others are done." };
        var retryFailed = new Option<bool>("--retry-failed") { Description = "With --resume: do failed runs again, too. Those that took too long or crashed go on from their checkpoint, others begin anew." };
        var noTracking = new Option<bool>("--no-tracking") { Description = "Tell no MLflow server; `sync` can do it later." };
        Option<bool> export = RunnerOptions.Export();
        var executor = new Option<Executor>("--executor") { Description = "Who does the runs: this machine (local), or the nodes of a Slurm cluster (slurm), with the sweep in a folder that they share.", HelpName = "local|slurm" };
        var detach = new Option<bool>("--detach") { Description = "With --executor=slurm: leave once all is submitted; `status` looks, `cancel` cancels, and `sweep --resume --executor=slurm` watches and reports." };
        var folderFile = new Option<FileInfo?>("--folder-file") { Description = "Write the path of the sweep's folder to FILE as soon as there is one, for scripts.", HelpName = "FILE" };
        Option<string?> trainer = RunnerOptions.Trainer();
        var command = new Command("sweep", "Run a matrix: each run in a process of its own, interleaved repeats, tracked in MLflow, then the speedup report. Ctrl-C stops it so that --resume can go on; a second Ctrl-C ends the run at work at once.")
        {
            matrix, set, shards.Piece, shards.Where, resume, retryFailed, sweep, artifacts, trackingUri, noTracking, export, executor, detach, folderFile, trainer,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(resume) && (parsed.GetValue(sweep) is not null || parsed.GetValue(retryFailed)))
            {
                throw new UserFaultException("--sweep and --retry-failed are about a sweep to go on with; give --resume, too, or leave them out to start a new sweep.");
            }

            if (parsed.GetValue(sweep) is not null && (parsed.GetValue(set) is { Length: > 0 } || parsed.GetValue(shards.Piece) is not null || parsed.GetValue(shards.Where) is not null))
            {
                throw new UserFaultException("--sweep goes on with a sweep as it was planned, so --set, --shard and --where can't change it. Leave one of them out.");
            }

            if (parsed.GetValue(detach) && parsed.GetValue(executor) != Executor.Slurm)
            {
                throw new UserFaultException("--detach leaves a sweep to Slurm; give --executor=slurm, too. On this machine a sweep ends with its runner.");
            }

            var session = new SweepSession(new SweepRequest
            {
                Matrix = parsed.GetRequiredValue(matrix),
                Overrides = parsed.GetValue(set) ?? [],
                Shard = shards.Read(parsed),
                Resume = parsed.GetValue(resume),
                RetryFailed = parsed.GetValue(retryFailed),
                SweepId = parsed.GetValue(sweep),
                Artifacts = new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName),
                TrackingUri = parsed.GetValue(trackingUri),
                IsTracked = !parsed.GetValue(noTracking),
                Exports = parsed.GetValue(export),
                Executor = parsed.GetValue(executor),
                Detaches = parsed.GetValue(detach),
                FolderFile = parsed.GetValue(folderFile)?.FullName,
                Trainer = parsed.GetValue(trainer) ?? TrainerCommand.DefaultPath(),
            });
            return await session.RunAsync(cancellationToken);
        });
        return command;
    }
}
