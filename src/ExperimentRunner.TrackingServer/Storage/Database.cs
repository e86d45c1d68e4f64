using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>
/// One writer and a few readers on one SQLite file. Writes that wait at the same time share a commit, because a commit costs more
/// than most of them; one that fails undoes only itself.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MostJobsInACommit = 128;

    private readonly Channel<WriteJob> jobs = Channel.CreateUnbounded<WriteJob>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<Session> idleReaders = [];
    private readonly SemaphoreSlim readers = new(MostReaders);
    private readonly SessionFactory factory;
    private readonly Session writer;
    private readonly LogFlush logFlush;
    private readonly Task writing;

    public Database(string path, TimeProvider timeProvider, Action<string>? onStatement = null)
    {
        factory = new SessionFactory(path, onStatement ?? (_ => { }));
        writer = factory.OpenWriter();
        try
        {
            Schema.Prepare(writer, path, timeProvider);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        logFlush = new LogFlush(path, timeProvider);
        writing = Task.Run(WriteAllAsync);
    }

    /// <summary>More than this would only wait for the processor, and each has a cache of its own.</summary>
    private static int MostReaders => Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>Runs <paramref name="work"/> in a transaction; when the task ends well, no end of this process can undo it.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        var job = new WriteJobOf<T>(work, cancellationToken);
        await jobs.Writer.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        return await job.Done.ConfigureAwait(false);
    }

    /// <summary>Runs <paramref name="query"/> on what is committed so far, all of it on the same state.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, T> query, CancellationToken cancellationToken)
    {
        await readers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(query);
        }
        finally
        {
            readers.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        await logFlush.DisposeAsync().ConfigureAwait(false);
        foreach (Session reader in idleReaders)
        {
            reader.Dispose();
        }

        writer.Dispose();
        readers.Dispose();
    }

    private T Read<T>(Func<Session, T> query)
    {
        Session session = idleReaders.TryTake(out Session? idle) ? idle : factory.OpenReader();
        try
        {
            session.Execute("BEGIN DEFERRED");
            T answer = query(session);
            session.Execute("COMMIT");
            return answer;
        }
        finally
        {
            Undo(session);
            idleReaders.Add(session);
        }
    }

    private async Task WriteAllAsync()
    {
        while (await jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            CommitTogether();
        }
    }

    private void CommitTogether()
    {
        var together = new List<WriteJob>();
        try
        {
            writer.Execute("BEGIN IMMEDIATE");
            while (together.Count < MostJobsInACommit && jobs.Reader.TryRead(out WriteJob? job))
            {
                together.Add(job);
            }

            Run(together);
            writer.Execute("COMMIT");
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            Undo(writer);

            // Where not even the transaction could begin, somebody waits all the same, and this loop must not spin.
            if (together.Count == 0 && jobs.Reader.TryRead(out WriteJob? waiting))
            {
                together.Add(waiting);
            }

            together.ForEach(job => job.Fail(exception));
            return;
        }

        logFlush.Note();
        together.ForEach(job => job.Complete());
    }

    /// <summary>
    /// Most jobs end well, and a savepoint costs a copy of each page that is changed; so only when one has failed are all undone
    /// and done again, each in a savepoint.
    /// </summary>
    private void Run(List<WriteJob> together)
    {
        if (together.TrueForAll(job => job.Run(writer)))
        {
            return;
        }

        Undo(writer);
        writer.Execute("BEGIN IMMEDIATE");
        foreach (WriteJob job in together)
        {
            writer.Execute("SAVEPOINT job");
            if (!job.Run(writer))
            {
                // After some errors SQLite undoes the whole transaction by itself.
                writer.Execute(writer.IsInTransaction ? "ROLLBACK TO job" : throw new IOException("The database could not be written to: its disk is full or failing."));
            }

            writer.Execute("RELEASE job");
        }
    }

    private static void Undo(Session session)
    {
        // SQLite itself has rolled back after some errors, a full disk for example.
        if (session.IsInTransaction)
        {
            session.Execute("ROLLBACK");
        }
    }
}
