using ExperimentRunner.Execution.Orphans;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Orphans;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SweepPlan plan = Plans.Of([1]);

    private SweepPaths Sweep => new(folder.Path);

    private RunPaths Run => Sweep.Run(plan.Runs[0].RunId);

    [Fact]
    public async Task All_that_is_half_written_is_removed_and_nothing_else()
    {
        string kept = Leave(Run.Model.Weights);
        string[] left = [Leave($"{Run.Model.Folder}.01.tmp/model.dat"), .. OfRunner(), Leave($"{Run.Result}.01.tmp")];

        await Leftovers.RemoveAsync(Sweep, plan, TimeProvider.System, CancellationToken.None);

        Assert.DoesNotContain(left, File.Exists);
        Assert.True(File.Exists(kept));
        Assert.False(Directory.Exists($"{Run.Model.Folder}.01.tmp"));
    }

    [Fact]
    public void What_a_worker_of_Slurm_may_be_writing_is_left_to_it()
    {
        string[] ofWorkers = [Leave($"{Run.Result}.01.tmp"), Leave($"{Sweep.Shortages}/x.json.01.tmp")];
        string[] ofRunner = OfRunner();

        Leftovers.RemoveOfRunner(Sweep);

        Assert.All(ofWorkers, file => Assert.True(File.Exists(file)));
        Assert.DoesNotContain(ofRunner, File.Exists);
    }

    public void Dispose() => folder.Dispose();

    private string[] OfRunner() => [Leave($"{Sweep.Plan}.01.tmp"), Leave($"{Sweep.Plots}/speedup.svg.01.tmp"), Leave($"{Sweep.Slurm.Script(1)}.01.tmp")];

    private static string Leave(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        return file;
    }
}
