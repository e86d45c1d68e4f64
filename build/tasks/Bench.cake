TaskOf<BuildContext>("Bench")
    .Description("Measure the trainer side by side with itself (--rounds=5, --steps=40); writes artifacts/bench/bench.json.")
    .IsDependentOn("Build")
    .Does((context, build) =>
    {
        var arguments = new ProcessArgumentBuilder();
        foreach (string argument in build.BenchArguments)
        {
            arguments.AppendQuoted(argument);
        }

        DotNetExecute(BuildPaths.Program("Benchmarks", build.Configuration), arguments);
    });
