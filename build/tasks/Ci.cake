TaskOf<BuildContext>("Ci")
    .Description("What continuous integration checks: formatting, tests, and a quickstart sweep.")
    .IsDependentOn("Lint")
    .IsDependentOn("Test")
    .IsDependentOn("Sweep");
