TaskOf<BuildContext>("Bench")
    .Description("Measure the trainer against PyTorch (--peer=ROOT), itself and the machine's peak (--data=FOLDER, --only=TEXT, --rounds=5, --steps=40).")
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
