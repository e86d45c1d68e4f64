using System.Globalization;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.Tracking.Connecting;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>Turns answers into values or exceptions. No text of an exception holds a secret.</summary>
internal sealed class AnswerReader(TrackingConnection connection, TimeProvider timeProvider)
{
    private readonly SecretMask mask = new(connection.Credentials.Secrets.Concat(connection.UnusedSecrets));

    public T Value<T>(string request, RestResponse response, JsonTypeInfo<T> type)
        where T : notnull
    {
        Success(request, response);
        try
        {
            return JsonSerializer.Deserialize(response.Content ?? "", type) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            throw NotMlflow(request, response);
        }
    }

    /// <summary>That it was done. Proxies before an artifact store answer with nothing, MLflow with {}.</summary>
    public void Done(string request, RestResponse response)
    {
        Success(request, response);
        if (response.Content?.Trim() is { Length: > 0 } content && !content.StartsWith('{'))
        {
            throw NotMlflow(request, response);
        }
    }

    public string Text(string request, RestResponse response)
    {
        Success(request, response);
        string text = response.Content?.Trim() ?? "";
        return ServerError.IsPage(text) ? throw NotMlflow(request, response) : text;
    }

    /// <exception cref="TrackingUnavailableException">The server can't answer now.</exception>
    /// <exception cref="MlflowException">It refuses.</exception>
    public void Success(string request, RestResponse response)
    {
        if (Availability.IsUnavailable(response))
        {
            throw Unavailable(request, response);
        }

        if (!response.IsSuccessStatusCode)
        {
            ServerError error = ServerError.Of(response).Shown(mask);
            throw new MlflowException(mask.Hide(request), response.StatusCode, error.Code, error.Message);
        }
    }

    private MlflowException NotMlflow(string request, RestResponse response)
    {
        string message = ServerError.Of(response).Shown(mask).Message;
        return new(mask.Hide(request), response.StatusCode, "", ServerError.IsPage(response.Content ?? "") ? message : $"the answer is not MLflow's: {message}");
    }

    private TrackingUnavailableException Unavailable(string request, RestResponse response)
    {
        // What the HTTP stack says may hold a secret (the address of a proxy, say); then only what is left of its words is kept.
        Exception? inner = response.ErrorException is { } error && mask.Hide(error.ToString()) == error.ToString() ? error : null;
        return new TrackingUnavailableException(connection.Server, mask.Hide(request), mask.Hide(Reason(response)), inner)
        {
            Status = response.StatusCode == 0 ? null : response.StatusCode,
            ErrorCode = response.StatusCode == 0 ? "" : ServerError.Of(response).Shown(mask).Code,
        };
    }

    private string Reason(RestResponse response)
    {
        if (response.StatusCode != 0)
        {
            ServerError error = ServerError.Of(response).Shown(mask);
            string code = error.Code.Length == 0 ? "" : $" {error.Code}";
            return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}{code}: {Sentence(error.Message)}{AskedToWait(response)}");
        }

        if (response.ResponseStatus == ResponseStatus.TimedOut)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer in time ({connection.Timeout.TotalSeconds} s; {TrackingConnection.TimeoutVariable} sets another).");
        }

        Exception? cause = response.ErrorException?.GetBaseException();
        string untrusted = cause is AuthenticationException
            ? $" Set {TrackingTls.ServerCertificateVariable} to a PEM file with the certificate of the authority that signed the server's."
            : "";
        return $"{Sentence(cause?.Message ?? "no answer")}{untrusted}";
    }

    private string AskedToWait(RestResponse response) => RetryRule.RetryAfter(response, timeProvider) is { } wait && wait > RetryRule.LongestWait
        ? string.Create(CultureInfo.InvariantCulture, $" It asks to wait for {wait.TotalSeconds:0} s.")
        : "";

    private static string Sentence(string text) => $"{text.Trim().TrimEnd('.')}.";
}
