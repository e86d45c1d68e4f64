TaskOf<BuildContext>("Predict")
    .Description("Classify images with a trained model (--model=RUN_FOLDER, --image=FILE|FOLDER, --top=3, --format=table|json).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "predict", needsMatrix: false));
