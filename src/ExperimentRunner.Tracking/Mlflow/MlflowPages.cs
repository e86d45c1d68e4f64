using System.Runtime.CompilerServices;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Reads lists that a server hands out page by page.</summary>
internal static class MlflowPages
{
    /// <param name="fetch">Brings the page of a token; null is the first one.</param>
    /// <param name="split">The entries of a page and the token of the next; null or empty for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">The server gives the same token again, which would never end.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<TPage, T>(
        Func<string?, CancellationToken, Task<TPage>> fetch,
        Func<TPage, (IReadOnlyList<T>? Entries, string? Next)> split,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            (IReadOnlyList<T>? entries, string? next) = split(await fetch(token, cancellationToken).ConfigureAwait(false));
            foreach (T entry in entries ?? [])
            {
                yield return entry;
            }

            token = next != token || string.IsNullOrEmpty(next) ? next : throw new InvalidDataException($"The server answers page '{next}' with itself as the next one.");
        }
        while (!string.IsNullOrEmpty(token));
    }
}
