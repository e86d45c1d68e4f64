using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Where the devices of this process stand among all devices of a run.</summary>
/// <param name="First">Rank of the first device of this process.</param>
/// <param name="Local">Devices of this process.</param>
/// <param name="Total">Devices of the run.</param>
internal sealed record DeviceRanks(int First, int Local, int Total)
{
    /// <summary>All devices are in this process.</summary>
    public static DeviceRanks OneProcess(int devices) => new(0, devices, devices);

    /// <summary>Shares the devices of a run evenly among its processes.</summary>
    /// <exception cref="BadSpecException">They can't be shared evenly.</exception>
    public static DeviceRanks Of(ICollective processes, int devices) => devices % processes.Size == 0
        ? new DeviceRanks(devices / processes.Size * processes.Rank, devices / processes.Size, devices)
        : throw new BadSpecException(
            $"devices: {devices} can't be shared by {processes.Size} processes. Start a number of processes that divides it, for example `mpirun -n {devices}`.");
}
