using System.Diagnostics;
using CliWrap;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

/// <summary>Two network namespaces with one cable between them: two hosts, as far as MPI and the trainer can tell. Private addresses, nothing outside.</summary>
internal sealed class TwoHosts : IDisposable
{
    private const string Interface = "cable";
    private const string AddressA = "10.77.0.1";
    private const string AddressB = "10.77.0.2";

    private readonly TemporaryFolder folder = new();
    private readonly string a = $"er-{Environment.ProcessId}-a";
    private readonly string b = $"er-{Environment.ProcessId}-b";

    /// <summary>The name that programs on the second host are told.</summary>
    public string SecondName { get; } = "host-b";

    /// <summary>Skips a test where there can be no namespaces.</summary>
    public static TwoHosts Require()
    {
        Mpirun.Require();
        Skip.IfNot(Environment.IsPrivilegedProcess, "Only root may make network namespaces.");
        Skip.If(Mpirun.Find("ip") is null, "ip is not on this machine (apt-get install iproute2).");
        Skip.If(Mpirun.Find("unshare") is null, "unshare is not on this machine (apt-get install util-linux).");
        var hosts = new TwoHosts();
        string? refusal = hosts.TryCreate();
        if (refusal is not null)
        {
            hosts.Dispose();
        }

        Skip.If(refusal is not null, $"No network namespaces here: {refusal}");
        return hosts;
    }

    /// <summary>mpirun on the first host, with one trainer on each.</summary>
    public Command Train(RunFolder run) => Cli.Wrap("ip")
        .WithArguments(
        [
            "netns", "exec", a, "unshare", "--uts", "sh", "-c",
            $"hostname host-a; exec mpirun --allow-run-as-root -n 2 --host {AddressA}:1,{AddressB}:1 --mca plm_rsh_agent 'sh {Agent()}' "
            + $"--mca btl tcp,self --mca btl_tcp_if_include {Interface} --mca oob_tcp_if_include {Interface} {string.Join(' ', Mpirun.LateKill)} "
            + $"dotnet {Mpirun.Trainer} train {run.Paths.Folder}",
        ])
        .WithValidation(CommandResultValidation.None);

    public void Dispose()
    {
        Ip("netns", "del", a);
        Ip("netns", "del", b);
        folder.Dispose();
    }

    private string? TryCreate() =>
        Ip("netns", "add", a)
        ?? Ip("netns", "add", b)
        ?? Ip("link", "add", Interface, "netns", a, "type", "veth", "peer", "name", Interface, "netns", b)
        ?? TryStart(a, AddressA)
        ?? TryStart(b, AddressB);

    private static string? TryStart(string host, string address) =>
        Ip("-n", host, "addr", "add", $"{address}/24", "dev", Interface)
        ?? Ip("-n", host, "link", "set", Interface, "up")
        ?? Ip("-n", host, "link", "set", "lo", "up");

    /// <summary>Takes the place of ssh: mpirun calls it with the name of the other host and a command for it.</summary>
    private string Agent()
    {
        string script = folder["agent"];
        File.WriteAllText(script, $"shift\nexec ip netns exec {b} unshare --uts sh -c \"hostname {SecondName}; $*\"\n");
        return script;
    }

    /// <returns>What ip complained of; null if it did what it should.</returns>
    private static string? Ip(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        string errors = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        return ip.ExitCode == 0 ? null : $"ip {string.Join(' ', arguments)}: {errors.Trim()}";
    }
}
