using ExperimentRunner.Trainer.Parallel.Mpi;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class MpiEnvironmentTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("OMPI_COMM_WORLD_SIZE=2 PMIX_RANK=0", true, false)]
    [InlineData("OMPI_COMM_WORLD_SIZE=1 PMIX_RANK=0", false, false)]
    [InlineData("PMIX_RANK=1 SLURM_STEP_NUM_TASKS=2", true, false)]
    [InlineData("PMI_RANK=1 SLURM_STEP_NUM_TASKS=2", true, false)]
    [InlineData("SLURM_PROCID=0 SLURM_NTASKS=8", false, false)]
    [InlineData("SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=1", false, false)]
    [InlineData("SLURM_PROCID=0 SLURM_STEP_NUM_TASKS=2", false, true)]
    public void A_process_knows_what_started_it(string variables, bool isInJob, bool isSrunWithoutMpi)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        var environment = new MpiEnvironment(values.GetValueOrDefault);

        Assert.Equal((isInJob, isSrunWithoutMpi), (environment.IsInJob, environment.IsSrunWithoutMpi));
    }
}
