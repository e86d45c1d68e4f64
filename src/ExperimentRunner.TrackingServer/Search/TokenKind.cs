namespace ExperimentRunner.TrackingServer.Search;

internal enum TokenKind
{
    /// <summary>A keyword or a part of a name, without quotes.</summary>
    Word,

    /// <summary>In single or double quotes.</summary>
    Text,

    /// <summary>In backticks.</summary>
    Name,

    Number,

    /// <summary>A comparator made of signs.</summary>
    Comparator,

    Open,

    Close,

    Comma,

    Dot,

    /// <summary>Anything else.</summary>
    Other,
}
