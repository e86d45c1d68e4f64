using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class RunnerOptions
{
    public const string DefaultMatrix = "experiments/quickstart.yaml";

    public static Option<string> Matrix() => new("--matrix")
    {
        Description = "The experiment matrix, a YAML file.",
        HelpName = "FILE",
        DefaultValueFactory = _ => DefaultMatrix,
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Replaces one value of the matrix; may be given several times. For example --set=train.epochs=1 or --set=matrix.devices=[1,2].",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Sweep() => new("--sweep")
    {
        Description = "A sweep by the name of its folder; the newest one if left out.",
        HelpName = "ID",
    };

    public static Option<DirectoryInfo> Artifacts() => new("--artifacts")
    {
        Description = "Where sweeps and tracking data are kept.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("artifacts"),
    };

    public static Option<FileInfo?> Comment() => new("--comment")
    {
        Description = "Write verdict, expectations and results as Markdown, too, for a comment of a pull request.",
        HelpName = "FILE",
    };

    public static Option<string?> Trainer() => new("--trainer")
    {
        Description = "Another trainer, called as `FILE train FOLDER --parent PID`.",
        HelpName = "FILE",
    };

    public static Option<string?> TrackingUri() => new("--tracking-uri")
    {
        Description = "MLflow server, in place of MLFLOW_TRACKING_URI. With neither, an embedded server keeps artifacts/mlflow.db.",
        HelpName = "URI",
    };

    public static Option<bool> Export() => new("--export")
    {
        Description = "Leave each trained model in its run's folder model/: safetensors, TorchSharp, labels.json (2 x 45 MB a run).",
    };
}
