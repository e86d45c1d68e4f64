namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Walks along the tokens of a filter.</summary>
internal sealed class TokenReader(string filter)
{
    private readonly IReadOnlyList<Token> tokens = Tokens.Of(filter);
    private int at;

    /// <summary>The token <paramref name="ahead"/> places on; null behind the end.</summary>
    public Token? Peek(int ahead = 0) => at + ahead < tokens.Count ? tokens[at + ahead] : null;

    public Token Take() => tokens[at++];

    /// <summary>What was written from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public string Source(Token first, Token last) => filter[first.Start..last.End];
}
