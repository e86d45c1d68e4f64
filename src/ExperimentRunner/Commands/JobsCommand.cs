using System.CommandLine;
using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Execution;
using ExperimentRunner.Matrix;

namespace ExperimentRunner.Commands;

/// <summary><c>jobs</c>: the jobs of a workflow that do a matrix.</summary>
internal static class JobsCommand
{
    public static Command Create()
    {
        Option<string> matrix = RunnerOptions.Matrix();
        Option<string[]> set = RunnerOptions.Set();
        var split = new Option<JobSplit>("--split") { Description = "repeats: each machine does some repeats of all cells, so that ratios are within one machine. devices: a machine for each number of devices.", HelpName = "repeats|devices" };
        var shards = new Option<int?>("--shards") { Description = "How many machines share the repeats; one each if left out.", HelpName = "N" };
        var labels = new Option<string>("--labels") { Description = "Labels that each runner has, beside gpus-N.", HelpName = "A,B", DefaultValueFactory = _ => "self-hosted,gpu" };
        var command = new Command("jobs", "Print the jobs of a GitHub workflow that do a matrix, as JSON for strategy.matrix, and set the output `jobs` of the step. Images and weights need not be on this machine.") { matrix, set, split, shards, labels };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(shards) is < 1 or > JobMatrix.MostJobs)
            {
                throw new UserFaultException($"--shards={parsed.GetValue(shards)} is out of range. Use 1 to {JobMatrix.MostJobs}.");
            }

            MatrixReading reading = MatrixFile.Read(parsed.GetRequiredValue(matrix), parsed.GetValue(set) ?? [], Directory.GetCurrentDirectory(), ImageFolders.Elsewhere);
            if (reading is MatrixReading.Faulty faulty)
            {
                await FaultOutput.WriteAsync(faulty.Faults, Console.Error);
                return ExitCode.UserFault;
            }

            var jobs = JobMatrix.Of(((MatrixReading.Valid)reading).Definition, parsed.GetValue(split), parsed.GetValue(shards), parsed.GetRequiredValue(labels).Split(','));
            if (jobs.Include.Count > JobMatrix.MostJobs)
            {
                throw new UserFaultException($"{jobs.Include.Count} jobs are more than the {JobMatrix.MostJobs} that GitHub starts of one matrix. Use --shards={JobMatrix.MostJobs}.");
            }

            await Console.Out.WriteLineAsync(jobs.Write());
            GitHubActions.OfEnvironment().SetOutput("jobs", jobs.Write());
            return ExitCode.Success;
        });
        return command;
    }
}
