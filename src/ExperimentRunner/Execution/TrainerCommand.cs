namespace ExperimentRunner.Execution;

/// <summary>How a trainer is started; the run folder and <c>--parent PID</c> are added.</summary>
internal sealed record TrainerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Runs <paramref name="path"/>, through dotnet if it is a library.</summary>
    /// <exception cref="UserFaultException">There is no such file.</exception>
    public static TrainerCommand Of(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserFaultException($"The trainer {path} is not there. Build it (`dotnet cake --target=Build`) or name one with --trainer=FILE.");
        }

        return Path.GetExtension(path) == ".dll"
            ? new TrainerCommand(DotnetHost(), [path, "train"])
            : new TrainerCommand(path, ["train"]);
    }

    /// <summary>The trainer that was built with this runner.</summary>
    public static string DefaultPath() => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory,
        AppContext.GetData("ExperimentRunner.Trainer") as string ?? throw new InvalidOperationException("The build did not say where the trainer is.")));

    private static string DotnetHost() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
}
