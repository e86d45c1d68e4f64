TaskOf<BuildContext>("Pack")
    .Description("Pack the NuGet package ExperimentRunner.MSBuild into artifacts/package (--package-version=1.0.0).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => DotNetPack(BuildPaths.PackageProject, new DotNetPackSettings
    {
        Configuration = build.Configuration,
        OutputDirectory = BuildPaths.Packages,
        MSBuildSettings = build.MSBuildSettings.WithProperty("Version", build.PackageVersion),
    }));
