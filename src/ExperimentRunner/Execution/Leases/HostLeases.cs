namespace ExperimentRunner.Execution.Leases;

/// <summary>Shares the devices of a machine among all sweeps on it.</summary>
/// <param name="folder">Where claims are kept; all sweeps of a machine must name the same.</param>
internal sealed class HostLeases(LeaseFolder folder, TimeProvider time)
{
    /// <summary>Names another folder.</summary>
    public const string Variable = "EXPERIMENT_RUNNER_LEASES";

    private const string FolderName = "experiment-runner-leases";

    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Not TMPDIR or XDG_RUNTIME_DIR: those differ from user to user, and between a login and a service.</summary>
    /// <exception cref="UserFaultException">The folder can't be used.</exception>
    public static HostLeases OfThisMachine(Func<string, string?> environment, TimeProvider time) => new(
        new LeaseFolder(environment(Variable) is { Length: > 0 } named ? named : Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", FolderName), time),
        time);

    /// <summary>Waits in line until the devices are free.</summary>
    /// <param name="onWait">Told for whom, at first and whenever that changes.</param>
    /// <exception cref="OperationCanceledException">The wait was given up; the place in the line is, too.</exception>
    public async Task<Lease> TakeAsync(LeaseRequest request, Action<IReadOnlyList<LeaseHolder>> onWait, CancellationToken cancellationToken)
    {
        LeaseFile file = await AddAsync(cancellationToken);
        try
        {
            return new Lease(file, await WaitAsync(file, request, onWait, cancellationToken));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Inside the gate: between being made and being locked, the file looks like that of a dead process.</summary>
    private async Task<LeaseFile> AddAsync(CancellationToken cancellationToken)
    {
        using IDisposable gate = await folder.EnterAsync(cancellationToken);
        return folder.Add();
    }

    private async Task<IReadOnlyList<Devices.DeviceSlot>> WaitAsync(LeaseFile file, LeaseRequest request, Action<IReadOnlyList<LeaseHolder>> onWait, CancellationToken cancellationToken)
    {
        LeaseClaim? claim = null;
        IReadOnlyList<LeaseHolder> waitsFor = [];
        while (true)
        {
            LeaseDecision decision;
            (claim, decision) = await AskAsync(file, request, claim, cancellationToken);
            switch (decision)
            {
                case LeaseDecision.Granted granted:
                    return granted.Slots;
                case LeaseDecision.Waits waits when !waits.For.SequenceEqual(waitsFor):
                    waitsFor = waits.For;
                    onWait(waitsFor);
                    break;
            }

            await Task.Delay(AskInterval, time, cancellationToken);
        }
    }

    /// <param name="claim">Null at first, when it gets its ticket.</param>
    private async Task<(LeaseClaim Claim, LeaseDecision Decision)> AskAsync(LeaseFile file, LeaseRequest request, LeaseClaim? claim, CancellationToken cancellationToken)
    {
        using IDisposable gate = await folder.EnterAsync(cancellationToken);
        LeaseClaim[] others = [.. folder.Claims().Where(other => other.Ticket != claim?.Ticket)];
        LeaseClaim asked = claim ?? new LeaseClaim(1 + others.Select(other => other.Ticket).DefaultIfEmpty().Max(), request, Granted: null);
        LeaseDecision decision = LeaseTable.Decide(asked, others);
        LeaseClaim told = decision is LeaseDecision.Granted granted ? asked with { Granted = granted.Slots } : asked;
        if (told != claim)
        {
            file.Write(told);
        }

        return (told, decision);
    }
}
