using System.Diagnostics;
using System.Runtime.Versioning;

namespace ExperimentRunner.Tests.Execution.Sampling;

/// <summary>A shell script in the place of a program that this machine lacks.</summary>
[UnsupportedOSPlatform("windows")]
internal static class StandInProgram
{
    public static string Write(string path, string script)
    {
        // A process that another test starts meanwhile has this one's files open for a moment, and what is open for writing can't be executed.
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "cat > \"$0\" && chmod 700 \"$0\"", path]) { RedirectStandardInput = true })!;
        shell.StandardInput.Write($"#!/bin/sh\n{script}\n");
        shell.StandardInput.Close();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return path;
    }

    /// <summary>What nvidia-smi says of GPUs, one a line.</summary>
    public static string NvidiaSmi(string folder, string csv) => Write(Path.Combine(folder, "nvidia-smi"), $"cat <<'END'\n{csv}\nEND");
}
