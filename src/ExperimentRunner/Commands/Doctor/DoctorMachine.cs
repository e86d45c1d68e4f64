using System.Text.Json;
using CliWrap.Buffered;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>This machine, asked once.</summary>
internal sealed record DoctorMachine
{
    private const int LastLines = 3;

    public required MachineDescription Description { get; init; }

    public required DeviceInventory Devices { get; init; }

    /// <summary>Version of the SDK; null if there is no <c>dotnet</c> on the PATH or it is a runtime alone.</summary>
    public required string? Sdk { get; init; }

    /// <summary>First line of <c>mpirun --version</c>; null if it is not on the PATH.</summary>
    public required string? Mpirun { get; init; }

    /// <summary>What <c>sbatch --version</c> says; null if it is not on the PATH.</summary>
    public required string? Slurm { get; init; }

    /// <summary>Null if the trainer could not be asked.</summary>
    public required TrainerFacts? Trainer { get; init; }

    /// <summary>Why the trainer could not be asked; empty if it could.</summary>
    public required string TrainerFault { get; init; }

    /// <summary>Bytes that are free where sweeps are kept.</summary>
    public required long FreeBytes { get; init; }

    public static async Task<DoctorMachine> LookAsync(string trainer, SamplingSettings settings, ArtifactPaths artifacts, TimeProvider time, CancellationToken cancellationToken)
    {
        (TrainerFacts? facts, string fault) = await ProbeAsync(trainer, cancellationToken);
        return new()
        {
            Description = await MachineProbe.DescribeAsync(cancellationToken),
            Devices = await DeviceInventory.ReadAsync(settings, time),
            Sdk = await SayAsync("dotnet", "--version", cancellationToken),
            Mpirun = await SayAsync("mpirun", "--version", cancellationToken),
            Slurm = await SayAsync("sbatch", "--version", cancellationToken),
            Trainer = facts,
            TrainerFault = fault,
            FreeBytes = new DriveInfo(NearestFolder(artifacts.Folder)).AvailableFreeSpace,
        };
    }

    /// <summary>The folder itself, or the nearest one above that is there.</summary>
    public static string NearestFolder(string folder)
    {
        string nearest = folder;
        while (!Directory.Exists(nearest))
        {
            nearest = Path.GetDirectoryName(nearest) ?? throw new DirectoryNotFoundException($"Nothing of {folder} is there.");
        }

        return nearest;
    }

    private static async Task<(TrainerFacts? Facts, string Fault)> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return (null, $"{path} is not there.");
        }

        var trainer = TrainerCommand.Of(path, "probe");
        BufferedCommandResult? said = await OptionalTool.RunAsync(trainer.FileName, trainer.Arguments, cancellationToken);
        try
        {
            return said is { ExitCode: 0 }
                ? (JsonSerializer.Deserialize(said.StandardOutput, RunJson.Default.TrainerFacts), "")
                : (null, said is null ? $"{trainer.FileName} can't be started." : $"`probe` ended with exit code {said.ExitCode}: {string.Join(' ', said.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LastLines))}");
        }
        catch (JsonException exception)
        {
            return (null, $"`probe` answers what is no JSON of this version: {exception.Message}");
        }
    }

    private static async Task<string?> SayAsync(string program, string argument, CancellationToken cancellationToken) =>
        await OptionalTool.RunAsync(program, [argument], cancellationToken) is { ExitCode: 0 } said ? said.StandardOutput.Split('\n')[0].Trim() : null;
}
