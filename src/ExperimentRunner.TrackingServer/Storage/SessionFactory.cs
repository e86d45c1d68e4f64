using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>Opens connections to one database file.</summary>
internal sealed class SessionFactory(string path, Action<string> onPrepare)
{
    // NORMAL: what is committed is in the system's hands, where no kill of this process reaches it, and LogFlush brings it to the
    // disk. FULL would wait for the disk at each commit, which costs a client that waits for its answers a third of its runs a second.
    // LIKE tells cases apart and keys are checked because MLflow sets both so.
    private const string Common =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA case_sensitive_like = ON;
        PRAGMA busy_timeout = 10000;
        PRAGMA temp_store = MEMORY;
        """;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();

    /// <summary>
    /// A batch of metrics touches one page of the primary key for each metric, and the next batch the same ones: in a cache of
    /// 24 MB they stay, and with a checkpoint only every 16 MB of log they are written back once for many batches.
    /// </summary>
    public Session OpenWriter() => Open("PRAGMA cache_size = -24000; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;");

    public Session OpenReader() => Open("PRAGMA cache_size = -4000; PRAGMA query_only = ON;");

    private Session Open(string settings)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = Common + settings;
            command.ExecuteNonQuery();
            return new Session(connection, onPrepare);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
