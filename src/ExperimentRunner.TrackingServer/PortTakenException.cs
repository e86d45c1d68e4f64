using System.Globalization;
using System.Net;

namespace ExperimentRunner.TrackingServer;

/// <summary>Another program listens where the server was to.</summary>
public sealed class PortTakenException(IPAddress address, int port, Exception cause)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"Port {port} of {address} is taken by another program."), cause)
{
    public int Port { get; } = port;
}
