using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ExperimentRunner.Tracking.Tests.Connecting;

/// <summary>An authority and what it signed.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly X509Certificate2 authority;

    public TestCertificates()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Our authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        authority = request.CreateSelfSigned(From, From.AddDays(30));
    }

    public string AuthorityPem => authority.ExportCertificatePem();

    /// <summary>A certificate for a server of that name, and for 127.0.0.1 if it is localhost, or for a client.</summary>
    public X509Certificate2 Sign(string name)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 signed = Request(name, key).Create(authority, From, From.AddDays(20), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>A certificate that nobody signed.</summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 whole = Request(name, key).CreateSelfSigned(From, From.AddDays(20));
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose() => authority.Dispose();

    private static CertificateRequest Request(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
