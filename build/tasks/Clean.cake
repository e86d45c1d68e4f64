TaskOf<BuildContext>("Clean")
    .Description("Delete what builds and tests made; sweeps and tracking data stay.")
    .Does((context, build) => CleanDirectories(BuildPaths.BuildOutputs));
