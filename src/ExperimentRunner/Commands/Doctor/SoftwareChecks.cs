namespace ExperimentRunner.Commands.Doctor;

/// <summary>Programs that are needed, or of use, beside the trainer.</summary>
internal static class SoftwareChecks
{
    public static IEnumerable<Finding> Of(DoctorMachine machine)
    {
        yield return machine.Sdk is { } sdk
            ? Finding.Good(".NET", $"{machine.Description.Runtime}, SDK {sdk}.")
            : Finding.Warning(".NET", $"{machine.Description.Runtime}, no SDK.", "To build or use `dotnet cake`, install the .NET SDK 10.");
        yield return machine.Slurm is { } slurm
            ? Finding.Good("Slurm", $"{slurm}: `sweep --executor=slurm` can submit.")
            : Finding.Good("Slurm", "Not here. Only `sweep --executor=slurm` needs it.");
        yield return Mpi(machine);
    }

    private static Finding Mpi(DoctorMachine machine) => (machine.Mpirun, machine.Trainer?.HasMpi) switch
    {
        ({ } version, true) => Finding.Good("MPI", $"{version}, and its library loads."),
        ({ } version, _) => Finding.Warning("MPI", $"{version}, but the trainer can't load libmpi.so.40.", "For `parallel: processes` install Open MPI 4: `apt-get install openmpi-bin`."),
        (null, _) => Finding.Good("MPI", "No mpirun. Only `parallel: processes` needs it: `apt-get install openmpi-bin`."),
    };
}
