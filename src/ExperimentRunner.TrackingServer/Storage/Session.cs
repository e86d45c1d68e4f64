using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>A connection with its prepared statements; for one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>Searches make statements of their own, so the number of texts has no end.</summary>
    private const int MostStatements = 200;

    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection;
    private readonly Action<string> onPrepare;

    /// <param name="connection">Open; belongs to the session from now on.</param>
    /// <param name="onPrepare">Told of each statement before it runs first.</param>
    public Session(SqliteConnection connection, Action<string> onPrepare) => (this.connection, this.onPrepare) = (connection, onPrepare);

    public SqliteConnection Connection => connection;

    /// <summary>Whether a transaction is open.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Rows that the last insert, update or delete changed.</summary>
    public int Changes => SQLitePCL.raw.sqlite3_changes(connection.Handle);

    public Statement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out Statement? known))
        {
            return known;
        }

        if (statements.Count >= MostStatements)
        {
            Forget();
        }

        onPrepare(sql);
        return statements[sql] = new Statement(connection.Handle!, sql);
    }

    /// <summary>Returns how many rows were changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        Prepare(sql).Run(values);
        return Changes;
    }

    public List<T> Query<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<SqlValue> values)
    {
        Statement statement = Prepare(sql);
        try
        {
            statement.Begin(values);
            var rows = new List<T>();
            while (statement.Step())
            {
                rows.Add(read(statement));
            }

            return rows;
        }
        finally
        {
            statement.End();
        }
    }

    /// <summary>The first row; <c>default</c> if there is none.</summary>
    public T? First<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<SqlValue> values)
    {
        Statement statement = Prepare(sql);
        try
        {
            statement.Begin(values);
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            statement.End();
        }
    }

    public bool Exists(string sql, params ReadOnlySpan<SqlValue> values) => First(sql, _ => true, values);

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (Statement statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
    }
}
