using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>Whether this machine has what a matrix asks.</summary>
internal static class MatrixChecks
{
    private const string Subject = "matrix";

    public static IEnumerable<Finding> Of(SweepPlan plan, IReadOnlyList<MatrixFault> warnings, DoctorMachine machine)
    {
        Finding[] found =
        [
            .. warnings.Select(warning => Finding.Blocking(Subject, warning.ToString(), "Bring it to this machine.")),
            .. Gpus(plan, machine),
            .. Processes(plan, machine),
            .. Cores(plan, machine),
            .. Disk(plan, machine),
        ];
        return found.Any(finding => finding.Grade == FindingGrade.Blocking) || machine.Trainer is not { LoadFault: null }
            ? found
            : [.. found, Finding.Good(Subject, $"{plan.Name} with {FigureText.Count(plan.Runs.Count, "run", "runs")} can run here.")];
    }

    private static IEnumerable<Finding> Gpus(SweepPlan plan, DoctorMachine machine)
    {
        int seen = machine.Trainer?.Gpus ?? 0;
        int asked = plan.Runs.Select(run => run.Spec).Where(spec => spec.Backend == Backend.Cuda || (spec.Backend == Backend.Auto && seen > 0)).Select(spec => spec.Devices).DefaultIfEmpty(0).Max();
        return asked > seen
            ? [Finding.Blocking(Subject, $"A cell asks for {asked} GPU(s), and the trainer sees {seen}.", "Use a machine with that many, build with -p:TorchBackend=cuda, set `backend: cpu`, or leave those cells out (--set=matrix.devices=[1]).")]
            : [];
    }

    private static IEnumerable<Finding> Processes(SweepPlan plan, DoctorMachine machine)
    {
        RunSpec[] apart = [.. plan.Runs.Select(run => run.Spec).Where(spec => spec.Train.Parallel == ParallelMode.Processes && spec.Devices > 1)];
        if (apart.Length > 0 && (machine.Mpirun is null || machine.Trainer is not { HasMpi: true }))
        {
            yield return Finding.Blocking(Subject, "A cell has `parallel: processes`, and mpirun or its library is not here.", "Install Open MPI 4 (`apt-get install openmpi-bin`), or use `parallel: replicas`.");
        }

        if (machine.Trainer is { HasNccl: false, Gpus: > 0 } && apart.Any(spec => spec.Backend != Backend.Cpu))
        {
            yield return Finding.Blocking(Subject, "A cell has `parallel: processes` on GPUs, and NCCL is not here.", "Install it (`apt-get install libnccl2`), or use `parallel: replicas`.");
        }
    }

    private static IEnumerable<Finding> Cores(SweepPlan plan, DoctorMachine machine)
    {
        long threads = plan.Runs.Select(run => run.Spec).Where(spec => !machine.Devices.UsesGpus(spec)).Select(spec => (long)spec.Devices * spec.ThreadsPerDevice).DefaultIfEmpty(0).Max();
        return threads > machine.Devices.Cores.Count
            ? [Finding.Warning(Subject, $"A cell computes with {threads} threads, and there are {machine.Devices.Cores.Count} cores.", "They take turns, so its speed says nothing of more devices: use fewer devices or threads_per_device.")]
            : [];
    }

    /// <summary>As the sweep asks before each run.</summary>
    private static IEnumerable<Finding> Disk(SweepPlan plan, DoctorMachine machine)
    {
        long need = plan.Runs.Max(run => DiskNeed.Of(run.Spec, exports: false));
        return need > machine.FreeBytes
            ? [Finding.Blocking(Subject, $"A run needs about {MachineChecks.Gigabytes(need)} of disk, and {MachineChecks.Gigabytes(machine.FreeBytes)} are free.", "Make room, or keep sweeps elsewhere with --artifacts=DIR.")]
            : [];
    }
}
