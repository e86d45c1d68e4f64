using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ExperimentRunner.Tracking.Connecting;

/// <summary>Certificates out of PEM files that a variable names.</summary>
internal static class CertificateFiles
{
    private const string Mark = "-----BEGIN CERTIFICATE-----";

    /// <summary>All certificates of a PEM file, or of all PEM files of a folder.</summary>
    /// <exception cref="TrackingSettingException">There are none.</exception>
    public static X509Certificate2Collection Authorities(string variable, string path)
    {
        try
        {
            var found = new X509Certificate2Collection();
            foreach (string file in Directory.Exists(path) ? Directory.GetFiles(path) : [path])
            {
                string text = File.ReadAllText(file);
                if (text.Contains(Mark, StringComparison.Ordinal))
                {
                    found.ImportFromPem(text);
                }
            }

            return found.Count > 0 ? found : throw new TrackingSettingException(variable, $"'{path}' holds no certificate in PEM form ({Mark}).");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new TrackingSettingException(variable, $"'{path}' can't be used: {exception.Message}");
        }
    }

    /// <summary>The certificate of a PEM file that holds its private key, too.</summary>
    /// <exception cref="TrackingSettingException">There is none, or no key that is not encrypted.</exception>
    public static X509Certificate2 Client(string variable, string path)
    {
        try
        {
            using X509Certificate2 read = X509Certificate2.CreateFromPemFile(path);

            // Windows can't use a key that is in memory alone.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new TrackingSettingException(variable, $"'{path}' can't be used: {exception.Message} It has to be a PEM file with a certificate and its private key, which is not encrypted.");
        }
    }
}
