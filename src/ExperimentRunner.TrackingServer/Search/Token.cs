namespace ExperimentRunner.TrackingServer.Search;

/// <summary>A piece of a filter. <paramref name="Text"/> is without its quotes, <paramref name="Start"/> and <paramref name="End"/> say where it stands with them.</summary>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
