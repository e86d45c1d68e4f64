TaskOf<BuildContext>("BuildRunner")
    .Description("Build the runner and the trainer alone, which is all that a sweep needs.")
    .Does((context, build) => DotNetBuild(BuildPaths.RunnerProject, new DotNetBuildSettings
    {
        Configuration = build.Configuration,
        MSBuildSettings = build.MSBuildSettings,
        Verbosity = DotNetVerbosity.Quiet,
        NoLogo = true,
    }));
