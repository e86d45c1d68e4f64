namespace ExperimentRunner.Runs.Results;

/// <summary>The exit codes by which a trainer tells how a run ended.</summary>
public static class TrainerExitCode
{
    public const int Success = 0;
    public const int BadSpec = 2;
    public const int OutOfMemory = 3;
    public const int Diverged = 4;
    public const int BadData = 5;
    public const int DeviceFault = 6;

    /// <summary>The run folder can't be used, or another trainer works in it (EX_CANTCREAT of sysexits.h).</summary>
    public const int Locked = 73;

    /// <summary>An error that nobody foresaw (EX_SOFTWARE of sysexits.h).</summary>
    public const int Crash = 70;

    /// <summary>The disk is full (EX_IOERR of sysexits.h); often nothing else can tell, since there is no room for a word.</summary>
    public const int DiskFull = 74;

    /// <summary>Asked to stop (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>Ended by SIGKILL (128 + 9), which is also what the kernel's out-of-memory killer sends.</summary>
    public const int Killed = 137;

    /// <summary>Ended by SIGTERM (128 + 15) before it could hear of it.</summary>
    public const int Terminated = 143;

    /// <summary>The code that a trainer returns for a failure that it could name itself.</summary>
    public static int Of(FailureKind kind) => kind switch
    {
        FailureKind.OutOfMemory => OutOfMemory,
        FailureKind.Diverged => Diverged,
        FailureKind.BadSpec => BadSpec,
        FailureKind.BadData => BadData,
        FailureKind.Timeout or FailureKind.Stall => Cancelled,
        FailureKind.Crash => Crash,
        FailureKind.DeviceFault => DeviceFault,
        FailureKind.DiskFull => DiskFull,
    };

    /// <summary>What an exit code other than success and cancelled says.</summary>
    public static FailureKind ToFailure(int exitCode) => exitCode switch
    {
        OutOfMemory or Killed => FailureKind.OutOfMemory,
        Diverged => FailureKind.Diverged,
        BadSpec => FailureKind.BadSpec,
        BadData => FailureKind.BadData,
        DeviceFault => FailureKind.DeviceFault,
        DiskFull => FailureKind.DiskFull,
        _ => FailureKind.Crash,
    };
}
