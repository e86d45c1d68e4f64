/// <summary>What the command line asks of a target.</summary>
public sealed class BuildContext
{
    public BuildContext(ICakeContext context)
    {
        Configuration = context.Argument("configuration", "Release");
        TorchBackend = context.Argument("torch-backend", "cpu");
        PackageVersion = context.Argument("package-version", "1.0.0");
        RunnerArguments = new[] { "matrix", "sweep", "set", "shard", "where", "split", "shards", "labels", "comment", "format", "tracking-uri", "artifacts", "executor", "trainer", "model", "top", "output", "baseline" }
            .SelectMany(name => context.Arguments<string>(name, Array.Empty<string>()).Select(value => $"--{name}={value}"))
            .Concat(new[] { "port", "host", "mlflow-ui", "db", "database", "artifact-root", "allowed-hosts" }
                .SelectMany(name => context.Arguments<string>(name, Array.Empty<string>()).Select(value => $"--{name}={value}")))
            .Concat(new[] { "resume", "retry-failed", "no-tracking", "export", "detach", "force", "probe", "allow-missing-data" }.Where(name => context.HasArgument(name)).Select(name => $"--{name}"))
            .Concat(new[] { "before", "after", "from", "run", "image" }.SelectMany(name => context.Arguments<string>(name, Array.Empty<string>())))
            .ToArray();
        BenchArguments = new[] { "rounds", "steps", "only", "peer", "peer-script", "data", "output" }
            .SelectMany(name => context.Arguments<string>(name, Array.Empty<string>()).Select(value => $"--{name}={value}"))
            .ToArray();
    }

    public string Configuration { get; }

    /// <summary>cpu or cuda; see build/msbuild/TorchBackend.targets.</summary>
    public string TorchBackend { get; }

    public string PackageVersion { get; }

    /// <summary>Handed through as they are; the runner's own command line says what is wrong with them.</summary>
    public IReadOnlyList<string> RunnerArguments { get; }

    public IReadOnlyList<string> BenchArguments { get; }

    public DotNetMSBuildSettings MSBuildSettings => new DotNetMSBuildSettings().WithProperty("TorchBackend", TorchBackend);
}
