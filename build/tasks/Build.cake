TaskOf<BuildContext>("Build")
    .Description("Build everything; warnings are errors.")
    .IsDependentOn("Restore")
    .Does((context, build) => DotNetBuild(BuildPaths.Solution, new DotNetBuildSettings
    {
        Configuration = build.Configuration,
        NoRestore = true,
        MSBuildSettings = build.MSBuildSettings,
        Verbosity = DotNetVerbosity.Minimal,
    }));
