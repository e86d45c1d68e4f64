using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>What the trainer says of libtorch and GPUs.</summary>
internal static class TrainerChecks
{
    private const string BuildAnew = "Build it anew on this machine: `dotnet cake --target=BuildRunner`.";

    public static IEnumerable<Finding> Of(DoctorMachine machine)
    {
        if (machine.Trainer is not { } facts)
        {
            return [Finding.Blocking("trainer", machine.TrainerFault, "Build it (`dotnet cake --target=BuildRunner`), or name one with --trainer=FILE.")];
        }

        return [Libtorch(facts), Glibcxx(facts), Gpus(facts, machine), Nccl(facts)];
    }

    private static Finding Libtorch(TrainerFacts facts) => facts.LoadFault is { } fault
        ? Finding.Blocking("libtorch", $"It does not load: {fault}", BuildAnew)
        : Finding.Good("libtorch", $"{facts.Libtorch} loads. This CPU {(facts.HasNativeBf16 ? "computes bf16 itself" : "has no bf16 of its own, so `amp: on` gains nothing on it")}.");

    private static Finding Glibcxx(TrainerFacts facts) => (facts.SystemHasGlibcxx, facts.LoadFault) switch
    {
        (true, _) => Finding.Good("GLIBCXX", "The system has GLIBCXX_3.4.32, so no fix is needed."),
        (false, null) => Finding.Good("GLIBCXX", "The system lacks GLIBCXX_3.4.32; the build's fix is applied, and libtorch loads."),
        (false, not null) => Finding.Blocking("GLIBCXX", "The system lacks GLIBCXX_3.4.32, and the build's fix is not applied or not enough.", BuildAnew),
        (null, _) => Finding.Good("GLIBCXX", "No libstdc++ was found in the usual places, so nothing is known of it."),
    };

    private static Finding Gpus(TrainerFacts facts, DoctorMachine machine) => (machine.Description.Gpus.Count, facts.Gpus) switch
    {
        (0, 0) => Finding.Good("CUDA", "No GPU; devices are CPU workers."),
        (var there, 0) => Finding.Warning("CUDA", $"nvidia-smi lists {there} GPU(s), but libtorch sees none.", "Build with -p:TorchBackend=cuda (`dotnet cake --target=BuildRunner --torch-backend=cuda`), and check CUDA_VISIBLE_DEVICES."),
        (_, var seen) => Finding.Good("CUDA", $"libtorch sees {seen} GPU(s): {string.Join(", ", machine.Description.Gpus)}; driver {machine.Description.Driver ?? "not known"}."),
    };

    private static Finding Nccl(TrainerFacts facts) => (facts.HasNccl, facts.Gpus) switch
    {
        (true, _) => Finding.Good("NCCL", "libnccl.so.2 loads."),
        (false, > 1) => Finding.Warning("NCCL", "libnccl.so.2 does not load, so GPUs exchange gradients by copies, which is slower.", "Install it: `apt-get install libnccl2`."),
        (false, _) => Finding.Good("NCCL", "Not here. Only exchange between GPUs needs it."),
    };
}
