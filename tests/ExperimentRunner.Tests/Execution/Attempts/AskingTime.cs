namespace ExperimentRunner.Tests.Execution.Attempts;

/// <summary>Asks to stop when it is read, so that the moment is the same each time.</summary>
/// <param name="ask">Cancelled then.</param>
/// <param name="reading">Which reading it is, from 1.</param>
internal sealed class AskingTime(CancellationTokenSource ask, int reading) : TimeProvider
{
    private int readings;

    public override DateTimeOffset GetUtcNow()
    {
        if (++readings == reading)
        {
            ask.Cancel();
        }

        return base.GetUtcNow();
    }
}
