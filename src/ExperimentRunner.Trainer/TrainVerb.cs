using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Parallel.Mpi;

namespace ExperimentRunner.Trainer;

/// <summary>Trains a run folder: in this process, in an MPI job that this process is part of, or in one that it starts.</summary>
/// <param name="parent">Process id of the runner, which has started this process itself, so that it is part of no job.</param>
/// <param name="launcher">Process id of the trainer that started mpirun.</param>
/// <param name="usesSrun">Processes of this run are started by srun, inside a job of Slurm, in place of mpirun.</param>
/// <param name="exports">Leaves the trained model in the folder, too.</param>
/// <param name="cacheFolder">Where decoded images are kept for later runs; null decodes into memory.</param>
internal sealed class TrainVerb(RunPaths paths, int? parent, int? launcher, bool usesSrun, bool exports, string? cacheFolder, TimeProvider time)
{
    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public int Run()
    {
        HostAllocator.KeepBigBlocks();
        var stop = new StopSignals();
        using ParentWatch? watch = parent is { } runner ? new ParentWatch(runner, stop.Ask, time) : null;
        MpiEnvironment environment = MpiEnvironment.OfThisProcess;
        if (parent is null && environment.IsInJob)
        {
            return RunAsProcess(stop);
        }

        if (parent is null && environment.IsSrunWithoutMpi)
        {
            return Host().Refuse(new BadSpecException("srun started several trainers that can't find each other. Use `srun --mpi=pmix` (or pmi2, where Open MPI was built with it), or mpirun inside the allocation."));
        }

        return Spec() is { Train.Parallel: ParallelMode.Processes, Devices: > 1 } spec
            ? new JobLauncher(paths, spec, usesSrun, exports, cacheFolder, time, IsOrphaned).Run(stop.Asked)
            : Host().Execute(stop.Asked);
    }

    private int RunAsProcess(StopSignals stop)
    {
        using LauncherWatch? watch = launcher is { } process ? new LauncherWatch(process, stop.AskInTime, time) : null;
        var processes = MpiCollective.Join();
        if (processes.Rank > 0)
        {
            return new PeerHost(processes, time, Console.Error, cacheFolder).Execute(stop.Asked);
        }

        using var job = new ProcessJob(processes, time, stop.Overdue);
        try
        {
            return Host(job).Execute(stop.Asked);
        }
#pragma warning disable CA1031 // Whatever it is, the other processes must not wait for this one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            int exitCode = LastResort.Tell(exception);
            job.Abandon(exitCode);
            return exitCode;
        }
    }

    private RunHost Host(ProcessJob? job = null) => new(paths, time, Console.Out, Console.Error, job, exports, cacheFolder, IsOrphaned);

    private bool IsOrphaned() => (parent is { } runner && ParentWatch.IsGone(runner)) || (launcher is { } process && LauncherWatch.IsGone(process));

    /// <summary>Null if it can't be read, which the host of the run will tell.</summary>
    private RunSpec? Spec()
    {
        try
        {
            return AttemptHistory.ReadSpec(paths);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
