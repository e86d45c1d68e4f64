TaskOf<BuildContext>("Test")
    .Description("Build and run all tests; the last line is `N passed, N failed, N skipped`.")
    .IsDependentOn("Build")
    .Does((context, build) =>
    {
        CleanDirectory(BuildPaths.TestResults);
        try
        {
            DotNetTest(BuildPaths.Solution, new DotNetTestSettings
            {
                Configuration = build.Configuration,
                NoBuild = true,
                Loggers = new[] { "trx", "console;verbosity=minimal" },
                ResultsDirectory = BuildPaths.TestResults,
            });
        }
        finally
        {
            TestSummary.PrintAtExit(GetFiles($"{BuildPaths.TestResults}/*.trx").Select(file => file.FullPath));
        }
    });
