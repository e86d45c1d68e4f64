namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>Work that waits for the one writer.</summary>
internal abstract class WriteJob
{
    /// <summary>Does the work, again if need be after it was undone; an error is kept for <see cref="Complete"/> and told as false.</summary>
    public abstract bool Run(Session session);

    /// <summary>Tells whoever waits; called only after the work is durable or undone.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}
