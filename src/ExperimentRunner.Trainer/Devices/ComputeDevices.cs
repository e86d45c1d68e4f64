using ExperimentRunner.Runs.Specs;
using TorchSharp;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>The devices of one run, all of one kind.</summary>
/// <param name="Backend">Never <see cref="Backend.Auto"/>.</param>
/// <param name="Torch">One a rank; on a CPU all are the same.</param>
/// <param name="ThreadsPerDevice">CPU threads that each device computes with.</param>
/// <param name="Name">Of the processor or GPU.</param>
internal sealed record ComputeDevices(Backend Backend, IReadOnlyList<torch.Device> Torch, int ThreadsPerDevice, string Name)
{
    public int Count => Torch.Count;

    /// <summary>Takes the devices that a run asks for.</summary>
    /// <exception cref="BadSpecException">The machine has too few GPUs.</exception>
    /// <param name="first">Index of the first GPU: those before it belong to other processes.</param>
    public static ComputeDevices Take(Backend backend, int count, int threadsPerDevice, int first = 0)
    {
        int gpus = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        bool usesCuda = backend == Backend.Cuda || (backend == Backend.Auto && gpus > 0);
        if (!usesCuda)
        {
            return new ComputeDevices(Backend.Cpu, [.. Enumerable.Repeat(torch.CPU, count)], threadsPerDevice, Processor.Name());
        }

        if (gpus < first + count)
        {
            throw new BadSpecException(
                $"The run asks for {first + count} CUDA device(s) on this host, but libtorch sees {gpus}. "
                + "Build with -p:TorchBackend=cuda on a machine with that many GPUs, or set `backend: cpu`.");
        }

        return new ComputeDevices(Backend.Cuda, [.. Enumerable.Range(first, count).Select(index => torch.device(DeviceType.CUDA, index))], threadsPerDevice, CudaDriver.DeviceName(first));
    }

    /// <summary>Waits until a device has done all that was asked of it, so that a clock may be read.</summary>
    public void Synchronize(int rank)
    {
        if (Backend == Backend.Cuda)
        {
            torch.cuda.synchronize(Torch[rank]);
        }
    }
}
