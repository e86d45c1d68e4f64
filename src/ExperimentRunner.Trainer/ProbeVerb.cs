using System.CommandLine;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel.Mpi;
using ExperimentRunner.Trainer.Parallel.Nccl;
using TorchSharp;

namespace ExperimentRunner.Trainer;

/// <summary><c>probe</c>: what training finds on this machine.</summary>
internal static class ProbeVerb
{
    private static readonly string[] StandardLibraries =
        ["/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6", "/lib64/libstdc++.so.6", "/usr/lib/libstdc++.so.6"];

    public static Command Create()
    {
        var command = new Command("probe", "Print what training finds on this machine, as JSON: libtorch, GPUs, NCCL, MPI.");
        command.SetAction(_ =>
        {
            Console.WriteLine(JsonSerializer.Serialize(Look(), RunJson.Default.TrainerFacts));
            return TrainerExitCode.Success;
        });
        return command;
    }

    private static TrainerFacts Look()
    {
        (int gpus, string? fault) = LoadLibtorch();
        return new()
        {
            Libtorch = fault is null ? torch.__version__ : null,
            LoadFault = fault,
            SystemHasGlibcxx = StandardLibraries.FirstOrDefault(File.Exists) is { } library ? File.ReadAllBytes(library).AsSpan().IndexOf(Encoding.ASCII.GetBytes("GLIBCXX_3.4.32\0")) >= 0 : null,
            Gpus = gpus,
            HasNativeBf16 = Processor.HasNativeBf16(),
            HasNccl = NcclLibrary.TryLoad() is not null,
            HasMpi = MpiLibrary.IsThere(),
        };
    }

    /// <summary>TorchSharp says it in several kinds of exceptions, the outermost of which is that of a static constructor.</summary>
    private static (int Gpus, string? Fault) LoadLibtorch()
    {
        try
        {
            using torch.Tensor one_ = torch.ones(1);
            return (torch.cuda.is_available() ? torch.cuda.device_count() : 0, null);
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return (0, exception.GetBaseException().Message);
        }
    }
}
