using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SbatchArgumentsTests
{
    private static readonly SweepPaths Sweep = new("/shared/100%/s-1");
    private static readonly SlurmSubmission Submission = new() { Time = DateTimeOffset.UnixEpoch, Number = 3, JobName = "s-1.3-abcdef", Repeat = 1, RunIds = ["a", "b"] };

    [Fact]
    public void All_that_the_matrix_says_of_Slurm_is_asked_and_the_users_own_options_come_last()
    {
        SweepPlan plan = Plans.Of([1]) with { Slurm = new SlurmOptions { Partition = "gpu", Account = "vision", Time = new TimeSpan(1, 2, 3, 4), Options = ["--mem=32G", "--no-requeue"] } };

        string arguments = Arguments(plan, ["11", "12"]);

        Assert.Equal(
            "--parsable --job-name=s-1.3-abcdef --array=0-1 --output=/shared/100%%/s-1/slurm/0003-%a.log --open-mode=append --requeue --signal=B:USR1@60 --dependency=afterany:11:12 "
            + "--nodes=1 --ntasks=1 --gres=gpu:4 --exclusive --partition=gpu --account=vision --time=1-2:3:4 --mem=32G --no-requeue /shared/100%/s-1/slurm/0003.sh",
            arguments);
    }

    [Fact]
    public void Runs_that_share_a_machine_do_not_ask_for_a_node_of_their_own()
    {
        string arguments = Arguments(Plans.Of([1]) with { Timing = TimingMode.Packed }, []);

        Assert.DoesNotContain("--exclusive", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("--dependency", arguments, StringComparison.Ordinal);
    }

    private static string Arguments(SweepPlan plan, string[] after)
    {
        var array = new SlurmArray(1, new SlurmResources(4, 1, AreGpus: true, HasProcesses: false), [.. Plans.Of([1], repeats: 2).Runs]);
        return string.Join(' ', SbatchArguments.Of(Sweep, plan, array, Submission, after));
    }
}
