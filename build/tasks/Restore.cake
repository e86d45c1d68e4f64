TaskOf<BuildContext>("Restore")
    .Description("Restore all packages.")
    .Does((context, build) => DotNetRestore(BuildPaths.Solution, new DotNetRestoreSettings { MSBuildSettings = build.MSBuildSettings }));
