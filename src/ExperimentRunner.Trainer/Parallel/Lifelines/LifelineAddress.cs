using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>Where process 0 listens, and the words by which both ends know each other.</summary>
/// <param name="Addresses">All of the host, loopback last.</param>
internal sealed record LifelineAddress(int Port, string ServerWord, string PeerWord, IReadOnlyList<IPAddress> Addresses)
{
    private const int WordBytes = 16;

    public static LifelineAddress OfThisHost(int port) => new(port, Word(), Word(), HostAddresses());

    public static LifelineAddress Parse(string text)
    {
        string[] parts = text.Split(' ');
        return new LifelineAddress(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], [.. parts[3..].Select(IPAddress.Parse)]);
    }

    public override string ToString() => string.Join(' ', [Port.ToString(CultureInfo.InvariantCulture), ServerWord, PeerWord, .. Addresses]);

    private static string Word() => RandomNumberGenerator.GetHexString(2 * WordBytes);

    private static IPAddress[] HostAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork || !address.IsIPv6LinkLocal)
            .OrderBy(IPAddress.IsLoopback),
    ];
}
