TaskOf<BuildContext>("Lint")
    .Description("Check formatting and code style; changes nothing.")
    .IsDependentOn("Restore")
    .Does((context, build) => DotNetFormat(BuildPaths.Solution, new DotNetFormatSettings { VerifyNoChanges = true, NoRestore = true }));
