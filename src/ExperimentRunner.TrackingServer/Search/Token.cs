namespace ExperimentRunner.TrackingServer.Search;

/// <summary>A piece of a filter. <paramref name="Text"/> is without its quotes, <paramref name="Source"/> as written.</summary>
internal sealed record Token(TokenKind Kind, string Text, string Source)
{
    public bool Is(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
