namespace ExperimentRunner.TrackingServer.Search;

internal enum TokenKind
{
    /// <summary>In single quotes.</summary>
    Text,

    /// <summary>In double quotes: a value, or a name as in SQL.</summary>
    Quoted,

    /// <summary>In backticks.</summary>
    Name,

    Number,

    /// <summary>A keyword or a part of a name, without quotes.</summary>
    Word,

    /// <summary>A comparator made of signs.</summary>
    Comparator,

    Open,

    Close,

    Comma,

    Dot,

    /// <summary>Anything else.</summary>
    Other,
}
