using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>The devices that the runs of one sweep work on: which are free, and which a run is given.</summary>
/// <param name="inventory">All devices of the machine that the sweep may use.</param>
/// <param name="leases">Shares them with other sweeps.</param>
internal sealed class Lanes(SweepPlan plan, DeviceInventory inventory, HostLeases leases)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> held = [];
    private int atWork;

    private bool IsPacked => plan.Timing == TimingMode.Packed;

    /// <exception cref="UserFaultException">What holds packed runs to their cores is not installed.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (IsPacked && OperatingSystem.IsLinux() && await OptionalTool.RunAsync(TrainerCommand.Taskset, ["--version"], cancellationToken) is null)
        {
            throw new UserFaultException($"timing: packed holds each run to cores of its own by {TrainerCommand.Taskset}, which is not on the PATH. Install util-linux, or use timing: exclusive.");
        }
    }

    /// <summary>Share of the machine that a run takes, 0 to 1.</summary>
    public double ShareOf(PlannedRun run) => IsPacked ? (double)inventory.Need(run.Spec) / inventory.For(run.Spec).Count : 1;

    /// <summary>Tells of a run whether those of this sweep that work now leave room for it.</summary>
    public Func<PlannedRun, bool> Room()
    {
        lock (gate)
        {
            bool isEmpty = atWork == 0;
            int gpus = inventory.Gpus.Count(IsFree);
            int cores = inventory.Cores.Count(IsFree);
            return IsPacked ? run => inventory.Need(run.Spec) <= (inventory.UsesGpus(run.Spec) ? gpus : cores) : _ => isEmpty;
        }
    }

    /// <summary>Waits until the run's devices are free on this machine.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task<Lease> TakeAsync(PlannedRun run, Action<IReadOnlyList<LeaseHolder>> onWait, CancellationToken cancellationToken)
    {
        var request = new LeaseRequest(LeaseHolder.Of(plan.SweepId, run.RunId), inventory.For(run.Spec), inventory.Need(run.Spec), IsExclusive: !IsPacked);
        Lease lease = await leases.TakeAsync(request, onWait, cancellationToken);
        lock (gate)
        {
            atWork++;
            held.UnionWith(lease.Slots.SelectMany(slot => slot.Resources));
        }

        return lease;
    }

    public void Return(Lease lease)
    {
        lease.Dispose();
        lock (gate)
        {
            atWork--;
            held.ExceptWith(lease.Slots.SelectMany(slot => slot.Resources));
        }
    }

    /// <summary>A run that has the machine to itself may use all cores.</summary>
    public RunPlacement PlacementOn(Lease lease) => new()
    {
        Gpus = [.. lease.Slots.Select(slot => slot.Gpu).OfType<string>()],
        Cores = IsPacked && OperatingSystem.IsLinux() ? [.. lease.Slots.SelectMany(slot => slot.Cores)] : [],
        IsPacked = IsPacked,
    };

    private bool IsFree(DeviceSlot slot) => !slot.Resources.Any(held.Contains);
}
