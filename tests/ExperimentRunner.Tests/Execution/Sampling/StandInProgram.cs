using System.Runtime.Versioning;

namespace ExperimentRunner.Tests.Execution.Sampling;

/// <summary>A shell script in the place of a program that this machine lacks.</summary>
[UnsupportedOSPlatform("windows")]
internal static class StandInProgram
{
    public static string Write(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>What nvidia-smi says of GPUs, one a line.</summary>
    public static string NvidiaSmi(string folder, string csv) => Write(Path.Combine(folder, "nvidia-smi"), $"cat <<'END'\n{csv}\nEND");
}
