using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Lets all processes of a run stop after the same step: one that left alone would leave the others waiting for it.</summary>
internal sealed class AgreedStop : IDisposable
{
    private readonly CancellationTokenSource agreed = new();
    private readonly CancellationToken asked;
    private readonly ICollective processes;

    /// <param name="asked">Somebody asks this process to stop.</param>
    public AgreedStop(ICollective processes, CancellationToken asked)
    {
        this.asked = asked;
        this.processes = processes;
        Token = processes.Size == 1 ? asked : agreed.Token;
    }

    /// <summary>All processes stop.</summary>
    public CancellationToken Token { get; }

    /// <summary>1 if this process was asked to stop, else 0.</summary>
    public double Vote => asked.IsCancellationRequested ? 1 : 0;

    /// <summary>To be told the sum of all votes.</summary>
    public void Count(double votes)
    {
        if (votes > 0)
        {
            agreed.Cancel();
        }
    }

    /// <summary>Does what each process may break off when it is asked to stop; if one did, all stop behind it.</summary>
    /// <exception cref="OperationCanceledException">A process was asked to stop.</exception>
    public T Complete<T>(Func<CancellationToken, T> work)
        where T : class, IDisposable
    {
        if (processes.Size == 1)
        {
            return work(asked);
        }

        T? done = null;
        try
        {
            done = work(asked);
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            // The others must be told before this process may leave.
        }

        Span<double> votes = [done is null ? 1 : Vote];
        processes.AllReduce(votes);
        Count(votes[0]);
        if (Token.IsCancellationRequested)
        {
            done?.Dispose();
        }

        Token.ThrowIfCancellationRequested();
        return done!;
    }

    public void Dispose() => agreed.Dispose();
}
