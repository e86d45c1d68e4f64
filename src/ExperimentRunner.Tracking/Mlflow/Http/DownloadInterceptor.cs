using RestSharp;
using RestSharp.Interceptors;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>Writes the body of an answer to a file while it comes in. RestSharp itself would hold all of it in memory.</summary>
internal sealed class DownloadInterceptor(string file, StallWatch stall) : Interceptor
{
    private const int BufferBytes = 81_920;

    private Exception? fault;

    /// <summary>Takes the body; that of an error is left to RestSharp.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public override async ValueTask AfterHttpRequest(HttpResponseMessage responseMessage, CancellationToken cancellationToken)
    {
        if (!responseMessage.IsSuccessStatusCode)
        {
            return;
        }

        await using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        Stream input = await responseMessage.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        while (await ReadAsync(input, buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            stall.Moved();
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        responseMessage.Content.Dispose();
        responseMessage.Content = new ByteArrayContent([]);
        if (fault is null)
        {
            output.Flush(flushToDisk: true);
        }
    }

    /// <summary>The answer, as one that was not received if the connection failed in the middle of it.</summary>
    public RestResponse Judge(RestResponse response) => fault is null ? response : new RestResponse(response.Request)
    {
        ResponseStatus = fault is OperationCanceledException ? ResponseStatus.Aborted : ResponseStatus.Error,
        ErrorException = fault,
    };

    // A fault of the connection may pass and is kept for later; one of the file is the caller's.
    private async Task<int> ReadAsync(Stream input, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            fault = exception;
            return 0;
        }
    }
}
