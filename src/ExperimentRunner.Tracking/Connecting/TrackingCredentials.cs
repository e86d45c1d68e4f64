using System.Text;

namespace ExperimentRunner.Tracking.Connecting;

/// <summary>How a client shows a server who it is. The text of it never holds a secret.</summary>
public abstract record TrackingCredentials
{
    private TrackingCredentials()
    {
    }

    /// <summary>The value of the Authorization header; null for none.</summary>
    internal abstract string? Header { get; }

    /// <summary>What must not be shown.</summary>
    internal abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>No Authorization header.</summary>
    public sealed record None : TrackingCredentials
    {
        internal override string? Header => null;

        internal override IReadOnlyList<string> Secrets => [];

        public override string ToString() => "no credentials";
    }

    /// <summary>User name and password.</summary>
    public sealed record Basic(string UserName, string Password) : TrackingCredentials
    {
        internal override string Header => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}"))}";

        // A user name without a password may be a token.
        internal override IReadOnlyList<string> Secrets => [Password.Length == 0 ? UserName : Password, Header["Basic ".Length..]];

        public override string ToString() => "user name and password";
    }

    /// <summary>A bearer token.</summary>
    public sealed record Bearer(string Token) : TrackingCredentials
    {
        internal override string Header => $"Bearer {Token}";

        internal override IReadOnlyList<string> Secrets => [Token];

        public override string ToString() => "token";
    }
}
