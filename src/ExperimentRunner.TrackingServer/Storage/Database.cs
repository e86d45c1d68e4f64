using System.Collections.Concurrent;
using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>
/// One writer and any number of readers on one SQLite file. Writes that wait at the same time share a commit, because the flush
/// to the disk costs far more than the writes; each stands in its own savepoint, so that one that fails undoes only itself.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MostJobsInACommit = 128;

    private readonly Channel<WriteJob> jobs = Channel.CreateUnbounded<WriteJob>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly string connectionString;
    private readonly SqliteConnection writer;
    private readonly Task writing;

    public Database(string path, TimeProvider timeProvider)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        writer = Connect();
        Schema.Prepare(writer, path, timeProvider);
        writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Runs <paramref name="work"/> in a transaction; when the task ends well, its effect is on the disk.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        var job = new WriteJobOf<T>(work, cancellationToken);
        await jobs.Writer.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        return await job.Done.ConfigureAwait(false);
    }

    /// <summary>Runs <paramref name="query"/> on what is committed so far, all of it on the same state.</summary>
    public T Read<T>(Func<SqliteConnection, T> query)
    {
        SqliteConnection connection = readers.TryTake(out SqliteConnection? idle) ? idle : Connect();
        connection.Execute("BEGIN DEFERRED");
        try
        {
            return query(connection);
        }
        finally
        {
            connection.Execute("COMMIT");
            readers.Add(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        foreach (SqliteConnection reader in readers)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        await writer.DisposeAsync().ConfigureAwait(false);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();

        // FULL: an acknowledged write must survive a power cut too, which NORMAL does not promise in WAL mode.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;");
        return connection;
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
                writer.Execute("SAVEPOINT job");
                writer.Execute(job.Run(writer) ? "RELEASE job" : "ROLLBACK TO job; RELEASE job");
            }

            writer.Execute("COMMIT");
        }
        catch (SqliteException exception)
        {
            Undo();

            // Where not even the transaction could begin, somebody waits all the same, and this loop must not spin.
            if (together.Count == 0 && jobs.Reader.TryRead(out WriteJob? waiting))
            {
                together.Add(waiting);
            }

            together.ForEach(job => job.Fail(exception));
            return;
        }

        together.ForEach(job => job.Complete());
    }

    private void Undo()
    {
        // SQLite itself has rolled back after some errors, a full disk for example.
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            writer.Execute("ROLLBACK");
        }
    }
}
