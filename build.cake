// dotnet cake --target=NAME; `dotnet cake --description` lists the targets. Logic lives in src/, here are only calls.
#load build/BuildPaths.cake
#load build/BuildContext.cake
#load build/Overhead.cake
#load build/Runner.cake
#load build/TestSummary.cake
#load build/tasks/Clean.cake
#load build/tasks/Restore.cake
#load build/tasks/Build.cake
#load build/tasks/BuildRunner.cake
#load build/tasks/Lint.cake
#load build/tasks/Test.cake
#load build/tasks/Validate.cake
#load build/tasks/Plan.cake
#load build/tasks/Sweep.cake
#load build/tasks/Jobs.cake
#load build/tasks/Merge.cake
#load build/tasks/Report.cake
#load build/tasks/Compare.cake
#load build/tasks/Sync.cake
#load build/tasks/Status.cake
#load build/tasks/Cancel.cake
#load build/tasks/Export.cake
#load build/tasks/Ui.cake
#load build/tasks/Predict.cake
#load build/tasks/Bench.cake
#load build/tasks/Doctor.cake
#load build/tasks/Pack.cake
#load build/tasks/Ci.cake

Setup<BuildContext>(context => new BuildContext(context));

try
{
    RunTarget(Argument("target", "Sweep"));
}
catch (CakeReportException report) when (report.InnerException is CakeException inner)
{
    // Unwrapped, the exit code of the program that failed becomes ours.
    throw inner;
}
