using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Lets all processes of a run stop after the same step: one that left alone would leave the others waiting for it.</summary>
internal sealed class AgreedStop : IDisposable
{
    private readonly CancellationTokenSource agreed = new();
    private readonly CancellationToken asked;

    /// <param name="asked">Somebody asks this process to stop.</param>
    public AgreedStop(ICollective processes, CancellationToken asked)
    {
        this.asked = asked;
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

    public void Dispose() => agreed.Dispose();
}
