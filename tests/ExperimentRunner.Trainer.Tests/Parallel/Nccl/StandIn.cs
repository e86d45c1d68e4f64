using System.Diagnostics;
using System.Runtime.InteropServices;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Parallel.Nccl;
using ExperimentRunner.Trainer.Tests.Parallel.Mpi;

namespace ExperimentRunner.Trainer.Tests.Parallel.Nccl;

/// <summary>A libnccl.so.2 that works on host memory, compiled from nccl_stand_in.c.</summary>
public sealed unsafe class StandIn : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly nint library;
    private readonly string? file;

    public StandIn()
    {
        if (Mpirun.Find("gcc") is not { } compiler)
        {
            return;
        }

        file = folder["libnccl.so.2"];
        using var gcc = Process.Start(compiler, ["-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-pthread", "-o", file, Path.Combine(AppContext.BaseDirectory, "Parallel", "Nccl", "nccl_stand_in.c")]);
        gcc.WaitForExit();
        Assert.Equal(0, gcc.ExitCode);
        library = NativeLibrary.Load(file);
    }

    public IReadOnlyList<string> Calls => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)Export("stand_in_calls"))())!.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Skips a test where there is no C compiler; forgets what was called.</summary>
    internal NcclLibrary Require()
    {
        Skip.If(file is null, "There is no C compiler (gcc) on this machine.");
        ((delegate* unmanaged<void>)Export("stand_in_reset"))();
        return NcclLibrary.TryLoad(file)!;
    }

    /// <summary>Lets the next call of one function fail.</summary>
    public void Fail(string call, int result)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(call);
        ((delegate* unmanaged<nint, int, void>)Export("stand_in_fail"))(text, result);
        Marshal.FreeCoTaskMem(text);
    }

    /// <summary>Lets a communicator find out that something went wrong while it worked.</summary>
    public void SetAsyncError(nint communicator, int error) => ((delegate* unmanaged<nint, int, void>)Export("stand_in_async_error"))(communicator, error);

    /// <summary>The library stays loaded: threads of a test that failed may still be in it.</summary>
    public void Dispose() => folder.Dispose();

    private nint Export(string name) => NativeLibrary.GetExport(library, name);
}
