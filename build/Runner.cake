/// <summary>Runs a verb of ExperimentRunner with the arguments of the command line; its exit code is the target's.</summary>
void RunExperimentRunner(BuildContext build, string verb, bool needsMatrix)
{
    var arguments = new ProcessArgumentBuilder().Append(verb);
    if (needsMatrix && !build.RunnerArguments.Any(argument => argument.StartsWith("--matrix=") || argument.StartsWith("--sweep=")))
    {
        arguments.AppendQuoted($"--matrix={BuildPaths.QuickstartMatrix}");
    }

    foreach (string argument in build.RunnerArguments)
    {
        arguments.AppendQuoted(argument);
    }

    DotNetExecute(BuildPaths.Program("ExperimentRunner", build.Configuration), arguments);
}
