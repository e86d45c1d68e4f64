namespace ExperimentRunner.Commands;

/// <summary>What the runner's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A run or an expectation of the matrix failed, or a cell regressed.</summary>
    public const int RunFailed = 1;

    /// <summary>The matrix or the command line is wrong, or the sweep would exceed its limits.</summary>
    public const int UserFault = 2;

    /// <summary>The sweep stopped since its budget is spent; it can go on with higher limits.</summary>
    public const int BudgetSpent = 3;

    /// <summary>An error of ours (EX_SOFTWARE of sysexits.h).</summary>
    public const int OurFault = 70;

    /// <summary>A disk is full (EX_IOERR of sysexits.h); what is written is whole, and the sweep can go on.</summary>
    public const int DiskFull = 74;

    /// <summary>Interrupted by Ctrl-C or SIGTERM (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
