namespace ExperimentRunner.Execution;

/// <summary>How a trainer is started; what a verb needs is added, such as the run folder and <c>--parent PID</c>.</summary>
internal sealed record TrainerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Holds a program to some cores; part of util-linux.</summary>
    public const string Taskset = "taskset";

    /// <summary>Come behind everything else.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Trains by <paramref name="path"/>.</summary>
    /// <exception cref="UserFaultException">There is no such file.</exception>
    public static TrainerCommand Of(string path) => Of(path, "train");

    /// <summary>Runs a verb of <paramref name="path"/>, through dotnet if it is a library.</summary>
    /// <exception cref="UserFaultException">There is no such file.</exception>
    public static TrainerCommand Of(string path, string verb)
    {
        if (!File.Exists(path))
        {
            throw new UserFaultException($"The trainer {path} is not there. Build it (`dotnet cake --target=Build`) or name one with --trainer=FILE.");
        }

        return Path.GetExtension(path) == ".dll"
            ? new TrainerCommand(DotnetHost(), [path, verb])
            : new TrainerCommand(path, [verb]);
    }

    /// <summary>The trainer that was built with this runner.</summary>
    public static string DefaultPath() => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory,
        AppContext.GetData("ExperimentRunner.Trainer") as string ?? throw new InvalidOperationException("The build did not say where the trainer is.")));

    /// <summary>The same, held to some cores from its first instruction on, with all its threads and children.</summary>
    /// <param name="cores">None: as it is.</param>
    public TrainerCommand HeldTo(IReadOnlyList<int> cores) => cores.Count == 0
        ? this
        : this with { FileName = Taskset, Arguments = ["--cpu-list", string.Join(',', cores), FileName, .. Arguments] };

    private static string DotnetHost() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
}
