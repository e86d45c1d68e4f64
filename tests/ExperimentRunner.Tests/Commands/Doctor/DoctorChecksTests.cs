using ExperimentRunner.Commands.Doctor;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Execution;

namespace ExperimentRunner.Tests.Commands.Doctor;

/// <summary>On made-up machines, as this one has neither GPUs nor a lack of anything.</summary>
public sealed class DoctorChecksTests
{
    private static readonly TrainerFacts Facts = new() { Libtorch = "2.10.0", Gpus = 0, HasNativeBf16 = true, HasNccl = false, HasMpi = true };

    private static readonly DoctorMachine Machine = new()
    {
        Description = Plans.Machine,
        Devices = DeviceInventory.Of([], visible: null, cores: [0, 1]),
        Sdk = "10.0.100",
        Mpirun = "mpirun (Open MPI) 4.1.4",
        Slurm = null,
        Trainer = Facts,
        TrainerFault = "",
        FreeBytes = 100_000_000_000,
    };

    [Fact]
    public void A_machine_that_has_all_lets_the_matrix_run()
    {
        Finding only = Assert.Single(Of(Processes(), Machine));

        Assert.Equal((FindingGrade.Good, "made-up with 1 run can run here."), (only.Grade, only.State));
    }

    [Fact]
    public void Processes_need_mpirun_and_its_library()
    {
        AssertBlocked("mpirun or its library is not here", Of(Processes(), Machine with { Mpirun = null }));
        AssertBlocked("mpirun or its library is not here", Of(Processes(), Machine with { Trainer = Facts with { HasMpi = false } }));
    }

    [Fact]
    public void Processes_on_gpus_need_nccl()
    {
        DoctorMachine gpus = Machine with { Devices = DeviceInventory.Of(["GPU-a", "GPU-b"], visible: null, cores: [0, 1]), Trainer = Facts with { Gpus = 2 } };

        AssertBlocked("NCCL is not here", Of(Processes(), gpus));
        Assert.DoesNotContain(Of(Processes(), gpus with { Trainer = Facts with { Gpus = 2, HasNccl = true } }), finding => finding.Grade == FindingGrade.Blocking);
    }

    [Fact]
    public void A_disk_without_room_for_the_largest_run_blocks() =>
        AssertBlocked("of disk, and 0.1 GB are free.", Of(Plans.Of([1]), Machine with { FreeBytes = 100_000_000 }));

    [Fact]
    public void More_threads_than_cores_are_a_warning() =>
        Assert.Equal(FindingGrade.Warning, Assert.Single(Of(Plans.Of([3]), Machine), finding => finding.State.Contains("computes with 3 threads, and there are 2 cores", StringComparison.Ordinal)).Grade);

    [Fact]
    public void Gpus_that_libtorch_does_not_see_ask_for_another_build()
    {
        DoctorMachine unseen = Machine with { Description = Plans.Machine with { Gpus = ["NVIDIA L4"] } };

        Finding found = Assert.Single(TrainerChecks.Of(unseen), finding => finding.Subject == "CUDA");

        Assert.Equal((FindingGrade.Warning, "nvidia-smi lists 1 GPU(s), but libtorch sees none."), (found.Grade, found.State));
        Assert.Contains("TorchBackend=cuda", found.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_the_newest_libstdcxx_is_told_whether_the_fix_is_applied()
    {
        TrainerFacts old = Facts with { SystemHasGlibcxx = false };

        Assert.Contains("fix is applied", Glibcxx(old).State, StringComparison.Ordinal);
        Assert.Equal(FindingGrade.Blocking, Glibcxx(old with { Libtorch = null, LoadFault = "version GLIBCXX_3.4.32 not found" }).Grade);
    }

    [Fact]
    public void Mpirun_without_its_library_is_a_warning() =>
        Assert.Equal(FindingGrade.Warning, Assert.Single(SoftwareChecks.Of(Machine with { Trainer = Facts with { HasMpi = false } }), finding => finding.Subject == "MPI").Grade);

    private static Finding Glibcxx(TrainerFacts facts) => Assert.Single(TrainerChecks.Of(Machine with { Trainer = facts }), finding => finding.Subject == "GLIBCXX");

    private static Finding[] Of(SweepPlan plan, DoctorMachine machine) => [.. MatrixChecks.Of(plan, [], machine)];

    private static void AssertBlocked(string state, Finding[] found)
    {
        Finding blocking = Assert.Single(found, finding => finding.Grade == FindingGrade.Blocking);
        Assert.Contains(state, blocking.State, StringComparison.Ordinal);
        Assert.NotEmpty(blocking.Remedy!);
    }

    private static SweepPlan Processes()
    {
        SweepPlan plan = Plans.Of([2]);
        return plan with { Runs = [.. plan.Runs.Select(run => run with { Spec = run.Spec with { Train = run.Spec.Train with { Parallel = ParallelMode.Processes } } })] };
    }
}
