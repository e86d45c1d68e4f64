namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>A <see cref="WriteJob"/> with an answer.</summary>
internal sealed class WriteJobOf<T>(Func<Session, T> work, CancellationToken cancellationToken) : WriteJob
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? answer;
    private Exception? error;

    public Task<T> Done => done.Task;

#pragma warning disable CA1031 // Whatever goes wrong belongs to the one who waits for this job, not to the writer's other jobs.
    public override bool Run(Session session)
    {
        error = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            answer = work(session);
            return true;
        }
        catch (Exception exception)
        {
            error = exception;
            return false;
        }
    }
#pragma warning restore CA1031

    public override void Complete()
    {
        if (error is null)
        {
            done.SetResult(answer!);
        }
        else
        {
            done.SetException(error);
        }
    }

    public override void Fail(Exception exception) => done.TrySetException(error ?? exception);
}
