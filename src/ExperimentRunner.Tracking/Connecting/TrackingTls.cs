using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ExperimentRunner.Tracking.Connecting;

/// <summary>Which certificate of a server is believed, and which one the client shows.</summary>
public sealed class TrackingTls
{
    public const string InsecureVariable = "MLFLOW_TRACKING_INSECURE_TLS";
    public const string ServerCertificateVariable = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    public const string ClientCertificateVariable = "MLFLOW_TRACKING_CLIENT_CERT_PATH";

    /// <summary>Any certificate is taken, also one of another host.</summary>
    public bool TakesAnyCertificate { get; init; }

    /// <summary>The authorities, or the server's own self-signed certificate, that are believed; empty for those of the system.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>What the client shows, with its private key; null for nothing.</summary>
    public X509Certificate2? Client { get; init; }

    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    internal static TrackingTls Of(TrackingEnvironment environment)
    {
        bool takesAny = environment.Flag(InsecureVariable);
        string? authorities = environment.Text(ServerCertificateVariable);
        string? client = environment.Text(ClientCertificateVariable);
        if (takesAny && authorities is not null)
        {
            throw new TrackingSettingException(InsecureVariable, $"is true, so {ServerCertificateVariable} would not be looked at. Unset one of them.");
        }

        return new TrackingTls
        {
            TakesAnyCertificate = takesAny,
            Authorities = authorities is null ? [] : CertificateFiles.Authorities(ServerCertificateVariable, authorities),
            Client = client is null ? null : CertificateFiles.Client(ClientCertificateVariable, client),
        };
    }

    public override string ToString() => TakesAnyCertificate ? "any certificate" : Authorities.Count > 0 ? "given authorities" : "the system's authorities";

    internal SslClientAuthenticationOptions Options(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (TakesAnyCertificate)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => TakesAnyCertificate;
        }

        if (Authorities.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities);
        }

        if (Client is not null)
        {
            options.ClientCertificates = [Client];
        }

        return options;
    }
}
